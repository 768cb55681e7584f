"""One function from typed tree to LLVM IR text: a class in layers, a file each."""
