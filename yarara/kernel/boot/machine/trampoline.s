# How the other cores start: in real mode, at the page that the startup interrupt names.
#
# yarara/kernel/cpu/smp.py copies this code to TRAMPOLINE, fills in the two words at its end and sends INIT, STARTUP.

    .set    TRAMPOLINE, 0x8000          # the same number stands in smp.py

    .section .rodata.yarara_trampoline, "a", @progbits
    .balign 16
    .globl  yarara_trampoline
yarara_trampoline:
    .code16
    cli
    xorw    %ax, %ax
    movw    %ax, %ds
    lgdtl   TRAMPOLINE + (trampoline_gdt_pointer - yarara_trampoline)
    movl    %cr0, %eax
    orb     $1, %al                     # protected mode
    movl    %eax, %cr0
    ljmpl   $24, $TRAMPOLINE + (trampoline32 - yarara_trampoline)

    .code32
trampoline32:
    movw    $16, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %ss
    movl    $TRAMPOLINE + 0x1000, %esp
    movl    $yarara_enter_long_mode, %eax
    call    *%eax
    movl    $yarara_core_entry64, %eax
    pushl   $8
    pushl   %eax
    lret

    .balign 8
trampoline_gdt:
    .quad   0
    .quad   0x00AF9B000000FFFF          # the same selectors as in yarara_boot_gdt
    .quad   0x00CF93000000FFFF
    .quad   0x00CF9B000000FFFF
trampoline_gdt_pointer:
    .word   31
    .long   TRAMPOLINE + (trampoline_gdt - yarara_trampoline)
    .balign 8
    .globl  yarara_trampoline_words
yarara_trampoline_words:
trampoline_stack:
    .quad   0                           # top of the new core's stack
trampoline_block:
    .quad   0                           # its core block
    .globl  yarara_trampoline_end
yarara_trampoline_end:

    .section .text.yarara_trampoline, "ax", @progbits
    .code64
yarara_core_entry64:
    movq    TRAMPOLINE + (trampoline_stack - yarara_trampoline), %rsp
    movq    TRAMPOLINE + (trampoline_block - yarara_trampoline), %rdi
    movq    8(%rdi), %rsi               # its number
    leaq    yarara_core_start(%rip), %rax
    jmp     yarara_enter_python

    .text
