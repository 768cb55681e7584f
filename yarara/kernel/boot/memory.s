# What LLVM calls for memory operations that it does not do in place. Many bytes a step: fast on processors and under emulation.

    .section .text.memory_functions, "ax", @progbits
    .code64

# memcpy(destination, source, length), memmove: the ranges may overlap. Returns destination. Up to 64 bytes are read, both ends, which
# may overlap, before any is written.
    .globl  memcpy, memmove
    .balign 16
memcpy:
memmove:
    movq    %rdi, %rax
    cmpq    $16, %rdx
    jb      copy_few
    movups  -16(%rsi,%rdx), %xmm2       # the last 16 bytes, read before anything is overwritten
    cmpq    $32, %rdx
    ja      1f
    movups  (%rsi), %xmm0
    movups  %xmm0, (%rdi)
    movups  %xmm2, -16(%rdi,%rdx)
    ret
1:  cmpq    $64, %rdx
    ja      9f
    movups  (%rsi), %xmm0
    movups  16(%rsi), %xmm1
    movups  -32(%rsi,%rdx), %xmm3
    movups  %xmm0, (%rdi)
    movups  %xmm1, 16(%rdi)
    movups  %xmm3, -32(%rdi,%rdx)
    movups  %xmm2, -16(%rdi,%rdx)
    ret
9:  movq    %rdi, %rcx
    subq    %rsi, %rcx
    cmpq    %rdx, %rcx                  # unsigned: does the destination start inside the source?
    jb      copy_backward
    leaq    -16(%rdi,%rdx), %r10
    subq    $32, %rdx
2:  movups  (%rsi), %xmm0
    movups  16(%rsi), %xmm1
    movups  %xmm0, (%rdi)
    movups  %xmm1, 16(%rdi)
    addq    $32, %rsi
    addq    $32, %rdi
    subq    $32, %rdx
    jae     2b
    addq    $16, %rdx                   # 32 - 16
    js      3f
    movups  (%rsi), %xmm0
    movups  %xmm0, (%rdi)
3:  movups  %xmm2, (%r10)
    ret

copy_few:
    testb   $8, %dl
    jnz     4f
    testb   $4, %dl
    jnz     5f
    testb   $2, %dl
    jnz     6f
    testb   $1, %dl
    jz      7f
    movb    (%rsi), %cl
    movb    %cl, (%rdi)
    ret
4:  movq    (%rsi), %rcx
    movq    -8(%rsi,%rdx), %r8
    movq    %rcx, (%rdi)
    movq    %r8, -8(%rdi,%rdx)
    ret
5:  movl    (%rsi), %ecx
    movl    -4(%rsi,%rdx), %r8d
    movl    %ecx, (%rdi)
    movl    %r8d, -4(%rdi,%rdx)
    ret
6:  movw    (%rsi), %cx
    movw    -2(%rsi,%rdx), %r8w
    movw    %cx, (%rdi)
    movw    %r8w, -2(%rdi,%rdx)
7:  ret

copy_backward:                          # from the end, so that nothing is overwritten before it is read; the first 16 bytes last
    movups  (%rsi), %xmm2
    subq    $16, %rdx
8:  movups  (%rsi,%rdx), %xmm0
    movups  %xmm0, (%rdi,%rdx)
    subq    $16, %rdx
    ja      8b
    movups  %xmm2, (%rdi)
    ret

# memset(address, byte, length). Returns address.
    .globl  memset
    .balign 16
memset:
    movq    %rdi, %rax
    movzbl  %sil, %esi
    movabsq $0x0101010101010101, %rcx
    imulq   %rcx, %rsi
    cmpq    $16, %rdx
    jb      3f
    movq    %rsi, %xmm0
    punpcklqdq %xmm0, %xmm0
    leaq    -16(%rdi,%rdx), %r10
    subq    $64, %rdx
    jb      2f
1:  movups  %xmm0, (%rdi)
    movups  %xmm0, 16(%rdi)
    movups  %xmm0, 32(%rdi)
    movups  %xmm0, 48(%rdi)
    addq    $64, %rdi
    subq    $64, %rdx
    jae     1b
2:  movups  %xmm0, (%r10)               # the last 16 bytes, and those before that are left
    addq    $48, %rdx                   # 64 - 16
    js      4f
5:  movups  %xmm0, (%rdi)
    addq    $16, %rdi
    subq    $16, %rdx
    jns     5b
    ret
3:  subq    $1, %rdx
    js      4f
    movb    %sil, (%rdi,%rdx)
    jmp     3b
4:  ret

# memcmp(left, right, length): negative, zero or positive as the first bytes that differ. bcmp asks only whether any do.
    .globl  memcmp, bcmp
    .balign 16
memcmp:
bcmp:
    xorl    %eax, %eax
    subq    $8, %rdx
    js      3f
1:  movq    (%rdi), %rcx
    movq    (%rsi), %r8
    cmpq    %r8, %rcx
    jne     5f
    addq    $8, %rdi
    addq    $8, %rsi
    subq    $8, %rdx
    jns     1b
    cmpq    $-8, %rdx
    je      2f
    movq    (%rdi,%rdx), %rcx           # the last eight bytes; those that were compared before are equal
    movq    (%rsi,%rdx), %r8
    cmpq    %r8, %rcx
    jne     5f
2:  ret
3:  addq    $4, %rdx                    # fewer than eight: four and the last four, or byte by byte
    js      4f
    movl    (%rdi), %ecx
    movl    (%rsi), %r8d
    cmpl    %r8d, %ecx
    jne     6f
    movl    (%rdi,%rdx), %ecx
    movl    (%rsi,%rdx), %r8d
    cmpl    %r8d, %ecx
    jne     6f
    ret
4:  addq    $4, %rdx
    jz      2b
7:  movzbl  (%rdi), %eax
    movzbl  (%rsi), %ecx
    subl    %ecx, %eax
    jne     2b
    incq    %rdi
    incq    %rsi
    decq    %rdx
    jnz     7b
    ret
6:  shlq    $32, %rcx
    shlq    $32, %r8
5:  bswapq  %rcx                        # now the first byte counts most
    bswapq  %r8
    cmpq    %r8, %rcx
    sbbl    %eax, %eax
    orl     $1, %eax
    ret

    .text
