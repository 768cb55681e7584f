# The first instructions of the process target, and its door to Linux.

    .section .text.yarara_entry, "ax", @progbits
    .code64
    .globl  _start
_start:
    movq    %rsp, %rbx                  # argc, argv, 0, environment, 0, auxiliary vector
    leaq    yarara_core_block(%rip), %rsi
    movq    %rsi, (%rsi)
    movl    $0x1001, %edi               # ARCH_SET_GS: machine.core_load and core_store are relative to it
    movl    $158, %eax                  # arch_prctl
    syscall
    xorl    %ebp, %ebp
    movq    %rbx, %rdi
    andq    $-16, %rsp
    call    yarara_start
    ud2

# yarara_system_call(a, b, c, d, e, number) -> result or -errno. The sixth argument, an offset where there is one, is 0.
    .globl  yarara_system_call
yarara_system_call:
    movq    %r9, %rax
    xorl    %r9d, %r9d
    movq    %rcx, %r10
    xorl    %r9d, %r9d                  # the sixth argument: mmap's offset
    syscall
    ret

# yarara_clone(flags, top of a stack, core block) -> thread id or -errno. The new host thread is the core with that block.
    .section .text.yarara_clone, "ax", @progbits
    .globl  yarara_clone
yarara_clone:
    movq    %rdx, %r9
    xorl    %edx, %edx
    xorl    %r10d, %r10d
    xorl    %r8d, %r8d
    movl    $56, %eax                   # clone
    syscall
    testq   %rax, %rax
    jz      1f
    ret
1:  movq    %r9, %rsi
    movl    $0x1001, %edi               # ARCH_SET_GS
    movl    $158, %eax                  # arch_prctl
    syscall
    xorl    %ebp, %ebp
    movq    %gs:8, %rdi                 # `number`
    call    yarara_core_start
    ud2

# The handlers of the signals that stand for interrupts: what boot/machine/interrupts.s does on a processor. A core that is about to sleep on
# its `halted` word finds it changed.
    .section .text.yarara_signals, "ax", @progbits
    .globl  yarara_timer_signal, yarara_device_signal, yarara_signal_return
yarara_timer_signal:
    orq     $1, %gs:40                  # `pending`: TIMER_BIT
    jmp     2f
yarara_device_signal:
    orq     $4, %gs:40                  # `pending`: FIRST_DEVICE_BIT
2:  movq    $1, %gs:24                  # `preempt`
    movq    $0, %gs:56                  # `halted`
    ret
yarara_signal_return:
    movl    $15, %eax                   # rt_sigreturn
    syscall

    .section .bss.yarara_entry, "aw", @nobits
    .balign 4096
    .globl  yarara_core_block
yarara_core_block:
    .skip   4096
    .globl  yarara_boot_stack, yarara_boot_stack_top
yarara_boot_stack:                      # what core 0 idles on
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

    .text
