def letters(words: list[str]) -> int:
    tree: dict = {}
    for word in words:
        node = tree
        for letter in word:
            if letter not in node:
                node[letter] = {}
            node = node[letter]
    return len(tree)


print(letters(["ab", "ac"]))
