from enum import Flag


class Perm(Flag):
    READ = 1
    ALL = 7


print(Perm.ALL)
