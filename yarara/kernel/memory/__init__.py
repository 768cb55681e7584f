"""Memory: pages, page tables, thread stacks, the garbage-collected heap.

Nothing in this folder allocates objects: it runs before there is a heap, and while the heap is being collected. All state
lies in the static area (`area.py`) or in the pages themselves.

How the boot core starts it, in this order:

1. `pages.reserve(start, end)` for the image and for every boot structure that is still needed,
   `pages.add_range(start, end)` for every usable range that the boot page tables map (below 4 GiB);
2. `paging.initialize()`: from here on W^X holds;
3. for RAM above 4 GiB: `paging.map_memory(start, end)`, then `pages.add_range(start, end)`;
4. `stacks.register_initial_stack(low, high)`: the stack that the boot core runs on;
5. `heap.initialize()`, then `heap.initialize_core()`; every other core calls `paging.activate()` and
   `heap.initialize_core()`, with its own stack registered, before it touches an object.

In a Linux process steps 2 and 3 are left out, and one range that the process mapped is added.
"""
