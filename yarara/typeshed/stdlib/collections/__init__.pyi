from _collections import *
