"""Parts of SciMark: FFT, SOR, Monte Carlo, sparse multiply, LU."""
from __future__ import annotations
from array import array
import math


class Array2D:
    def __init__(self, w: int, h: int, data: list[list[float]] | None = None) -> None:
        self.width = w
        self.height = h
        self.data = array('d', [0.0]) * (w * h)
        if data is not None:
            self.setup(data)

    def _idx(self, x: int, y: int) -> int:
        if 0 <= x < self.width and 0 <= y < self.height:
            return y * self.width + x
        raise IndexError

    def __getitem__(self, x_y: tuple[int, int]) -> float:
        (x, y) = x_y
        return self.data[self._idx(x, y)]

    def __setitem__(self, x_y: tuple[int, int], val: float) -> None:
        (x, y) = x_y
        self.data[self._idx(x, y)] = val

    def setup(self, data: list[list[float]]) -> Array2D:
        for y in range(self.height):
            for x in range(self.width):
                self[x, y] = data[y][x]
        return self

    def indexes(self):  # type: ignore[no-untyped-def]
        for y in range(self.height):
            for x in range(self.width):
                yield x, y


class ArrayList(Array2D):
    def __init__(self, w: int, h: int, data: list[list[float]] | None = None) -> None:
        self.width = w
        self.height = h
        self.rows = [array('d', [0.0]) * w for y in range(h)]
        if data is not None:
            self.setup(data)

    def __getitem__(self, idx: tuple[int, int]) -> float:
        return self.rows[idx[1]][idx[0]]

    def __setitem__(self, idx: tuple[int, int], val: float) -> None:
        self.rows[idx[1]][idx[0]] = val


class Random:
    MDIG = 32
    ONE = 1
    M1 = (ONE << (MDIG - 2)) + ((ONE << (MDIG - 2)) - ONE)
    M2 = ONE << MDIG // 2
    DM1 = 1.0 / float(M1)

    def __init__(self, seed: int) -> None:
        self.initialize(seed)
        self.left = 0.0
        self.right = 1.0
        self.width = 1.0
        self.haveRange = False

    def initialize(self, seed: int) -> None:
        self.seed = seed
        seed = abs(seed)
        jseed = min(seed, self.M1)
        if jseed % 2 == 0:
            jseed -= 1
        k0 = 9069 % self.M2
        k1 = 9069 // self.M2
        j0 = jseed % self.M2
        j1 = jseed // self.M2
        self.m = array('l', [0]) * 17
        for iloop in range(17):
            jseed = j0 * k0
            j1 = (jseed // self.M2 + j0 * k1 + j1 * k0) % (self.M2 // 2)
            j0 = jseed % self.M2
            self.m[iloop] = j0 + self.M2 * j1
        self.i = 4
        self.j = 16

    def nextDouble(self) -> float:
        I, J, m = self.i, self.j, self.m
        k = m[I] - m[J]
        if k < 0:
            k += self.M1
        self.m[J] = k
        I = 16 if I == 0 else I - 1
        J = 16 if J == 0 else J - 1
        self.i, self.j = I, J
        if self.haveRange:
            return self.left + self.DM1 * float(k) * self.width
        return self.DM1 * float(k)

    def RandomVector(self, N: int) -> array[float]:
        return array('d', [self.nextDouble() for _ in range(N)])


def SOR_execute(omega: float, G: Array2D, num_iterations: int) -> None:
    for p in range(num_iterations):
        for y in range(1, G.height - 1):
            for x in range(1, G.width - 1):
                G[x, y] = (omega * 0.25 * (G[x, y - 1] + G[x, y + 1] + G[x - 1, y] + G[x + 1, y]) + (1.0 - omega) * G[x, y])


def MonteCarlo(Num_samples: int) -> float:
    rnd = Random(113)
    under_curve = 0
    for count in range(Num_samples):
        x = rnd.nextDouble()
        y = rnd.nextDouble()
        if x * x + y * y <= 1.0:
            under_curve += 1
    return float(under_curve) / Num_samples * 4.0


def int_log2(n: int) -> int:
    k = 1
    log = 0
    while k < n:
        k *= 2
        log += 1
    if n != 1 << log:
        raise Exception("FFT: Data length is not a power of 2: %s" % n)
    return log


def FFT_bitreverse(N: int, data: array[float]) -> None:
    n = N // 2
    nm1 = n - 1
    j = 0
    for i in range(nm1):
        ii = i << 1
        jj = j << 1
        k = n >> 1
        if i < j:
            data[ii], data[jj] = data[jj], data[ii]
            data[ii + 1], data[jj + 1] = data[jj + 1], data[ii + 1]
        while k <= j:
            j -= k
            k >>= 1
        j += k


def FFT_transform_internal(N: int, data: array[float], direction: int) -> None:
    n = N // 2
    bit = 0
    dual = 1
    if n == 1:
        return
    logn = int_log2(n)
    FFT_bitreverse(N, data)
    while bit < logn:
        w_real = 1.0
        w_imag = 0.0
        theta = 2.0 * direction * math.pi / (2.0 * float(dual))
        s = math.sin(theta)
        t = math.sin(theta / 2.0)
        s2 = 2.0 * t * t
        for b in range(0, n, 2 * dual):
            i = 2 * b
            j = 2 * (b + dual)
            wd_real = data[j]
            wd_imag = data[j + 1]
            data[j] = data[i] - wd_real
            data[j + 1] = data[i + 1] - wd_imag
            data[i] += wd_real
            data[i + 1] += wd_imag
        for a in range(1, dual):
            tmp_real = w_real - s * w_imag - s2 * w_real
            tmp_imag = w_imag + s * w_real - s2 * w_imag
            w_real, w_imag = tmp_real, tmp_imag
            for b in range(0, n, 2 * dual):
                i = 2 * (b + a)
                j = 2 * (b + a + dual)
                z1_real, z1_imag = data[j], data[j + 1]
                wd_real = w_real * z1_real - w_imag * z1_imag
                wd_imag = w_real * z1_imag + w_imag * z1_real
                data[j] = data[i] - wd_real
                data[j + 1] = data[i + 1] - wd_imag
                data[i] += wd_real
                data[i + 1] += wd_imag
        bit += 1
        dual *= 2


def LU_factor(A: ArrayList, pivot: array[int]) -> None:
    M, N = A.height, A.width
    minMN = M if M < N else N
    for j in range(minMN):
        jp = j
        t = abs(A[j, j])
        for i in range(j + 1, M):
            ab = abs(A[j, i])
            if ab > t:
                jp = i
                t = ab
        pivot[j] = jp
        if A[j, jp] == 0:
            raise Exception('factorization failed because of zero pivot')
        if jp != j:
            A.rows[j], A.rows[jp] = A.rows[jp], A.rows[j]
        if j < M - 1:
            recp = 1.0 / A[j, j]
            for k in range(j + 1, M):
                A[j, k] *= recp
        if j < minMN - 1:
            for ii in range(j + 1, M):
                for jj in range(j + 1, N):
                    A[jj, ii] -= A[j, ii] * A[jj, j]


def main() -> None:
    G = Array2D(6, 6, [[float(x * y % 7) for x in range(6)] for y in range(6)])
    SOR_execute(1.25, G, 5)
    print(["%.5f" % v for v in G.data[7:11]])
    print(MonteCarlo(2000))
    rnd = Random(7)
    data = rnd.RandomVector(16)
    before = data[:]
    FFT_transform_internal(16, data, -1)
    FFT_transform_internal(16, data, 1)
    print(max(abs(a / 8 - b) for a, b in zip(data, before)) < 1e-12)
    lu = ArrayList(4, 4, [[rnd.nextDouble() for _ in range(4)] for _ in range(4)])
    pivot = array('i', [0]) * 4
    LU_factor(lu, pivot)
    print(pivot.tolist(), [[round(lu[x, y], 6) for x in range(4)] for y in range(4)])
    try:
        int_log2(12)
    except Exception as e:
        print(e)
    try:
        G[9, 9]
    except IndexError as e:
        print(repr(e))


main()
