"""`python -m yarara` is `yarara`."""

from yarara.cli import main

main()
