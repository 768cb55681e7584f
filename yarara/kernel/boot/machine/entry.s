# The first instructions: from the loader's 32-bit protected mode to 64-bit Python.
#
# A loader that knows PVH (QEMU -kernel, Firecracker, Cloud Hypervisor) finds the note below, loads the ELF segments and
# jumps to yarara_entry with: flat 32-bit segments, paging and interrupts off, ebx = address of hvm_start_info.

    .section .note.yarara, "a", @note
    .balign 4
    .long   4, 8, 18                    # name size, value size, XEN_ELFNOTE_PHYS32_ENTRY
    .asciz  "Xen"
    .quad   yarara_entry

    .section .text.yarara_entry, "ax", @progbits
    .code32
    .globl  yarara_entry
yarara_entry:
    cli
    cld
    movl    %ebx, yarara_start_info
    movl    $yarara_boot_stack_top, %esp

    # One table of level 4, one of level 3, four of level 2: the first 4 GiB mapped one to one with pages of 2 MiB.
    movl    $yarara_page_tables + 0x1003, yarara_page_tables
    movl    $yarara_page_tables + 0x2003, %eax
    movl    $yarara_page_tables + 0x1000, %edi
    movl    $4, %ecx
1:  movl    %eax, (%edi)
    addl    $0x1000, %eax
    addl    $8, %edi
    loop    1b
    movl    $0x83, %eax                 # present, writable, large
    movl    $yarara_page_tables + 0x2000, %edi
    movl    $2048, %ecx
2:  movl    %eax, (%edi)
    addl    $0x200000, %eax
    addl    $8, %edi
    loop    2b

    call    yarara_enter_long_mode
    ljmpl   $8, $yarara_entry64

# From 32-bit mode without paging into compatibility mode with it. Every core comes through here; the caller then jumps
# to a 64-bit code segment.
    .globl  yarara_enter_long_mode
yarara_enter_long_mode:
    movl    %cr4, %eax
    orl     $0x620, %eax                # PAE; OSFXSR and OSXMMEXCPT: SSE
    movl    %eax, %cr4
    movl    $yarara_page_tables, %eax
    movl    %eax, %cr3
    movl    $0xC0000080, %ecx           # EFER
    rdmsr
    orl     $0x900, %eax                # LME, NXE
    wrmsr
    movl    %cr0, %eax
    andl    $0x9FFFFFF3, %eax           # caches on; no x87 emulation, no lazy switching
    orl     $0x80010022, %eax           # PG, WP (ring 0 respects read-only pages), NE, MP
    movl    %eax, %cr0
    lgdt    yarara_boot_gdt_pointer
    ret

    .code64
yarara_entry64:
    leaq    yarara_core_block(%rip), %rdi
    movl    yarara_start_info(%rip), %esi
    leaq    yarara_boot_stack_top(%rip), %rsp
    leaq    yarara_start(%rip), %rax

# rdi = this core's block, rsi = argument of the Python function at rax; the stack is already this core's own.
    .globl  yarara_enter_python
yarara_enter_python:
    movl    $16, %ecx
    movl    %ecx, %ds
    movl    %ecx, %es
    movl    %ecx, %ss
    xorl    %ecx, %ecx
    movl    %ecx, %fs
    movl    %ecx, %gs
    movq    %rdi, (%rdi)
    movq    %rax, %r8
    movq    %rdi, %rax
    movq    %rdi, %rdx
    shrq    $32, %rdx
    movl    $0xC0000101, %ecx           # GS_BASE: machine.core_load and core_store are relative to it
    wrmsr
    xorl    %ebp, %ebp
    movq    %rsi, %rdi
    call    *%r8
1:  hlt                                 # Python functions called here do not return
    jmp     1b

    .section .rodata.yarara_entry, "a", @progbits
    .balign 8
    .globl  yarara_boot_gdt
yarara_boot_gdt:
    .quad   0
    .quad   0x00AF9B000000FFFF          # 8: 64-bit code
    .quad   0x00CF93000000FFFF          # 16: data
    .quad   0x00CF9B000000FFFF          # 24: 32-bit code, for the trampoline
    .globl  yarara_boot_gdt_pointer
yarara_boot_gdt_pointer:
    .word   31
    .quad   yarara_boot_gdt

    .section .bss.yarara_entry, "aw", @nobits
    .balign 4096
    .globl  yarara_page_tables
yarara_page_tables:
    .skip   6 * 4096
    .globl  yarara_core_block
yarara_core_block:
    .skip   4096
    .globl  yarara_exception_stack      # of the boot core: exceptions that may not use the stack they interrupt
yarara_exception_stack:
    .skip   8192
    .globl  yarara_boot_stack, yarara_boot_stack_top
yarara_boot_stack:
    .skip   16384
yarara_boot_stack_top:
    .globl  yarara_memory_state         # of yarara/kernel/memory, before there is a heap
yarara_memory_state:
    .skip   8192
    .globl  yarara_parallel             # not 0: several cores run (yarara/kernel/threads/guards.py)
yarara_parallel:
    .skip   8
    .globl  yarara_kernel_state         # of yarara/kernel/cpu and devices, before there is a heap
yarara_kernel_state:
    .skip   4096
    .globl  yarara_start_info
yarara_start_info:
    .skip   8

    .text
