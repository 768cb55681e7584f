// binary_trees.py in C++, with new and delete.

#include <cstdio>
#include <cstdlib>

struct Tree {
    Tree *left, *right;
    Tree(Tree *left, Tree *right) : left(left), right(right) {}
    ~Tree() { delete left; delete right; }
};

static Tree *grow(long depth)
{
    if (depth == 0)
        return new Tree(nullptr, nullptr);
    return new Tree(grow(depth - 1), grow(depth - 1));
}

static long count(const Tree *tree)
{
    if (!tree->left)
        return 1;
    return 1 + count(tree->left) + count(tree->right);
}

static long grow_and_count(long depth)
{
    Tree *tree = grow(depth);
    long found = count(tree);
    delete tree;
    return found;
}

int main(int argc, char **argv)
{
    long depth = argc > 1 ? atol(argv[1]) : 16;
    printf("stretch tree of depth %ld: %ld\n", depth + 1, grow_and_count(depth + 1));
    Tree *kept = grow(depth);
    for (long size = 4; size <= depth; size += 4) {
        long trees = 1L << (depth - size + 4), total = 0;
        for (long i = 0; i < trees; i++)
            total += grow_and_count(size);
        printf("%ld trees of depth %ld: %ld\n", trees, size, total);
    }
    printf("long lived tree of depth %ld: %ld\n", depth, count(kept));
    delete kept;
}
