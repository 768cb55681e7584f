import counting

print(__name__, counting.__name__)


def main() -> None:
    print("main runs")


if __name__ == "__main__":
    main()
