# Where the processor goes on an exception or an interrupt.
#
# Exceptions (vectors 0-31) are bugs: every register is saved and Python reports them; nothing returns.
# Interrupts (vectors 32-62) do the least there is: set bit vector-32 of this core's `pending` word, ask for a checkpoint at
# the next yield point, tell the local APIC, return. What they mean is found out by the scheduler, outside of interrupts.

    .set    CORE_PREEMPT, 24            # offsets in the core block: yarara/kernel/cpu/core.py
    .set    CORE_PENDING, 40
    .set    APIC_EOI, 0xFEE000B0

    .section .text.yarara_interrupts, "ax", @progbits
    .code64

# Sixteen bytes a stub. The processor pushes an error code for some vectors; a zero stands in for the others.
    .balign 16
    .globl  yarara_exception_stubs
yarara_exception_stubs:
    .set    vector, 0
    .rept   32
    .balign 16
    .if     (0x60227D00 >> vector) & 1  # 8, 10-14, 17, 21, 29, 30
    .else
    pushq   $0
    .endif
    pushq   $vector
    jmp     exception
    .set    vector, vector + 1
    .endr

    .balign 16
exception:
    pushq   %rax
    pushq   %rcx
    pushq   %rdx
    pushq   %rbx
    pushq   %rbp
    pushq   %rsi
    pushq   %rdi
    pushq   %r8
    pushq   %r9
    pushq   %r10
    pushq   %r11
    pushq   %r12
    pushq   %r13
    pushq   %r14
    pushq   %r15
    cld
    movq    %rsp, %rdi                  # the Registers of yarara/kernel/panic.py
    movq    %cr2, %rsi
    andq    $-16, %rsp
    call    yarara_exception
1:  cli
    hlt
    jmp     1b

    .balign 16
    .globl  yarara_interrupt_stubs
yarara_interrupt_stubs:
    .set    bit, 0
    .rept   31
    .balign 16
    pushq   %rax
    movl    $1 << bit, %eax
    jmp     interrupt
    .set    bit, bit + 1
    .endr

    .balign 16
interrupt:
    orq     %rax, %gs:CORE_PENDING
    movq    %rax, %gs:CORE_PREEMPT
    movl    $APIC_EOI, %eax
    movl    $0, (%rax)
    popq    %rax
    iretq

# The local APIC delivers this one when an interrupt vanished before it was acknowledged: no end-of-interrupt.
    .balign 16
    .globl  yarara_spurious_stub
yarara_spurious_stub:
    iretq

# yarara_load_descriptors(GDT pointer, IDT pointer, selector of the task state)
    .globl  yarara_load_descriptors
yarara_load_descriptors:
    lgdt    (%rdi)
    lidt    (%rsi)
    ltr     %dx
    ret

    .text
