// n_queens.py in C++.

#include <cstdio>
#include <cstdlib>
#include <vector>

class Board {
    int size;
    std::vector<char> columns, rising, falling;

public:
    explicit Board(int size) : size(size), columns(size), rising(2 * size), falling(2 * size) {}

    long place(int row)
    {
        if (row == size)
            return 1;
        long found = 0;
        for (int column = 0; column < size; column++) {
            int up = row + column, down = row - column + size;
            if (!(columns[column] || rising[up] || falling[down])) {
                columns[column] = rising[up] = falling[down] = true;
                found += place(row + 1);
                columns[column] = rising[up] = falling[down] = false;
            }
        }
        return found;
    }
};

int main(int argc, char **argv)
{
    int size = argc > 1 ? atoi(argv[1]) : 11;
    printf("%ld solutions for %d queens\n", Board(size).place(0), size);
}
