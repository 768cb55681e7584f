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

# The handler of SIGALRM, which stands for the timer interrupt: what boot/machine/interrupts.s does on a processor.
    .globl  yarara_alarm, yarara_alarm_return
yarara_alarm:
    orq     $1, %gs:40                  # `pending`: TIMER_BIT
    movq    $1, %gs:24                  # `preempt`
    ret
yarara_alarm_return:
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
    .globl  yarara_kernel_state         # of yarara/kernel/cpu and devices, before there is a heap
yarara_kernel_state:
    .skip   4096

    .text
