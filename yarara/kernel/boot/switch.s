# Changing stacks: between threads, to a thread's first function, and out of the way of the collector.
# Used by both targets. C calling convention: rbx, rbp, r12-r15 and rsp belong to the caller, everything else is lost.

    .section .text.yarara_switch, "ax", @progbits
    .code64

# yarara_switch(save: address of a word, target: stack pointer saved by an earlier switch)
# Returns when somebody switches to what was saved.
    .globl  yarara_switch
yarara_switch:
    pushq   %rbp
    pushq   %rbx
    pushq   %r12
    pushq   %r13
    pushq   %r14
    pushq   %r15
    movq    %rsp, (%rdi)
    movq    %rsi, %rsp
    popq    %r15
    popq    %r14
    popq    %r13
    popq    %r12
    popq    %rbx
    popq    %rbp
    ret

# Where a new thread begins: the first switch to it returns here, with a stack that is empty.
    .section .text.yarara_thread_begin, "ax", @progbits
    .globl  yarara_thread_begin
yarara_thread_begin:
    xorl    %ebp, %ebp
    call    yarara_thread_main
    ud2

# yarara_call_on_stack(function, top of a stack): the function must not return.
    .section .text.yarara_call_on_stack, "ax", @progbits
    .globl  yarara_call_on_stack
yarara_call_on_stack:
    movq    %rsi, %rsp
    xorl    %ebp, %ebp
    call    *%rdi
    ud2

# yarara_spill_and_call(function): calls function(stack pointer) with the callee-saved registers of its caller on the stack, where a
# conservative scan from that stack pointer upwards finds the references that they hold.
    .section .text.yarara_spill_and_call, "ax", @progbits
    .globl  yarara_spill_and_call
yarara_spill_and_call:
    pushq   %rbp
    pushq   %rbx
    pushq   %r12
    pushq   %r13
    pushq   %r14
    pushq   %r15
    subq    $8, %rsp
    movq    %rdi, %rax
    movq    %rsp, %rdi
    call    *%rax
    addq    $8, %rsp
    popq    %r15
    popq    %r14
    popq    %r13
    popq    %r12
    popq    %rbx
    popq    %rbp
    ret

    .text
