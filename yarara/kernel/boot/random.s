# yarara_random_word(): 64 bits from RDRAND; without that, from the time-stamp counter through the mixer of SplitMix64.

    .set    RDRAND, 1 << 30             # cpuid 1, ecx

    .section .text.yarara_random_word, "ax", @progbits
    .code64
    .globl  yarara_random_word
yarara_random_word:
    movl    has_rdrand(%rip), %eax      # 0: not asked yet, 1: no, 2: yes
    testl   %eax, %eax
    jne     1f
    pushq   %rbx
    movl    $1, %eax
    cpuid
    popq    %rbx
    andl    $RDRAND, %ecx
    cmpl    $1, %ecx                    # carry when there is none
    movl    $2, %eax
    sbbl    $0, %eax
    movl    %eax, has_rdrand(%rip)
1:  cmpl    $2, %eax
    jne     3f
    movl    $16, %ecx                   # tries: the generator may be exhausted for a moment
2:  rdrand  %rax
    jc      4f
    decl    %ecx
    jne     2b
3:  rdtsc
    shlq    $32, %rdx
    orq     %rdx, %rax
    movabsq $0x9E3779B97F4A7C15, %rcx
    addq    mixed(%rip), %rax
    addq    %rcx, %rax
    movq    %rax, mixed(%rip)
    movq    %rax, %rcx
    shrq    $30, %rcx
    xorq    %rcx, %rax
    movabsq $0xBF58476D1CE4E5B9, %rcx
    imulq   %rcx, %rax
    movq    %rax, %rcx
    shrq    $27, %rcx
    xorq    %rcx, %rax
    movabsq $0x94D049BB133111EB, %rcx
    imulq   %rcx, %rax
    movq    %rax, %rcx
    shrq    $31, %rcx
    xorq    %rcx, %rax
4:  ret

    .section .bss.yarara_random_word, "aw", @nobits
    .balign 8
mixed:
    .skip   8
has_rdrand:
    .skip   4

    .text
