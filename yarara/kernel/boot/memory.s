# What LLVM calls for memory operations that it does not do in place. Eight bytes a step: fast on processors and under emulation.

    .section .text.memory_functions, "ax", @progbits
    .code64

# memcpy(destination, source, length), memmove: the ranges may overlap. Returns destination.
    .globl  memcpy, memmove
    .balign 16
memcpy:
memmove:
    movq    %rdi, %rax
    movq    %rdi, %rcx
    subq    %rsi, %rcx
    cmpq    %rdx, %rcx                  # unsigned: does the destination start inside the source?
    jb      copy_backward
    cmpq    $8, %rdx
    jb      copy_few
    movq    -8(%rsi,%rdx), %r11         # the last eight bytes, read before anything is overwritten, written last of all
    leaq    -8(%rdi,%rdx), %r10
    subq    $32, %rdx
    jb      2f
1:  movq    (%rsi), %rcx
    movq    8(%rsi), %r8
    movq    %rcx, (%rdi)
    movq    %r8, 8(%rdi)
    movq    16(%rsi), %rcx
    movq    24(%rsi), %r8
    movq    %rcx, 16(%rdi)
    movq    %r8, 24(%rdi)
    addq    $32, %rsi
    addq    $32, %rdi
    subq    $32, %rdx
    jae     1b
2:  addq    $24, %rdx                   # 32 - 8
    js      4f
3:  movq    (%rsi), %rcx
    movq    %rcx, (%rdi)
    addq    $8, %rsi
    addq    $8, %rdi
    subq    $8, %rdx
    jns     3b
4:  movq    %r11, (%r10)
    ret

copy_few:                               # fewer than eight: both ends, which may overlap, read before either is written
    testb   $4, %dl
    jnz     5f
    testb   $2, %dl
    jnz     6f
    testb   $1, %dl
    jz      7f
    movb    (%rsi), %cl
    movb    %cl, (%rdi)
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

copy_backward:                          # from the end, so that nothing is overwritten before it is read
    subq    $8, %rdx
    js      8f
7:  movq    (%rsi,%rdx), %rcx
    movq    %rcx, (%rdi,%rdx)
    subq    $8, %rdx
    jns     7b
8:  addq    $8, %rdx
    jz      10f
9:  movb    -1(%rsi,%rdx), %cl
    movb    %cl, -1(%rdi,%rdx)
    decq    %rdx
    jnz     9b
10: ret

# memset(address, byte, length). Returns address.
    .globl  memset
    .balign 16
memset:
    movq    %rdi, %rax
    movzbl  %sil, %esi
    movabsq $0x0101010101010101, %rcx
    imulq   %rcx, %rsi
    subq    $32, %rdx
    jb      2f
1:  movq    %rsi, (%rdi)
    movq    %rsi, 8(%rdi)
    movq    %rsi, 16(%rdi)
    movq    %rsi, 24(%rdi)
    addq    $32, %rdi
    subq    $32, %rdx
    jae     1b
2:  addq    $24, %rdx
    js      4f
3:  movq    %rsi, (%rdi)
    addq    $8, %rdi
    subq    $8, %rdx
    jns     3b
4:  addq    $8, %rdx
    jz      6f
5:  movb    %sil, (%rdi)
    incq    %rdi
    decq    %rdx
    jnz     5b
6:  ret

# memcmp(left, right, length): negative, zero or positive as the first bytes that differ. bcmp asks only whether any do.
    .globl  memcmp, bcmp
    .balign 16
memcmp:
bcmp:
    xorl    %eax, %eax
    subq    $8, %rdx
    js      2f
1:  movq    (%rdi), %rcx
    movq    (%rsi), %r8
    cmpq    %r8, %rcx
    jne     5f
    addq    $8, %rdi
    addq    $8, %rsi
    subq    $8, %rdx
    jns     1b
2:  addq    $8, %rdx
    jz      4f
3:  movzbl  (%rdi), %eax
    movzbl  (%rsi), %ecx
    subl    %ecx, %eax
    jne     4f
    incq    %rdi
    incq    %rsi
    decq    %rdx
    jnz     3b
4:  ret
5:  bswapq  %rcx                        # now the first byte counts most
    bswapq  %r8
    cmpq    %r8, %rcx
    sbbl    %eax, %eax
    orl     $1, %eax
    ret

    .text
