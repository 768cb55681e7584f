class Job:
    def __init__(self, name: str, parent: "Job | None" = None, priority: int | None = None) -> None:
        self.name = name
        self.parent = parent
        self.priority = priority
        self.result: str | None = None

    def effective_priority(self) -> int:
        if self.priority is not None:
            return self.priority
        if self.parent is not None:
            return self.parent.effective_priority()
        return 0

    def path(self) -> str:
        return self.name if self.parent is None else self.parent.path() + "/" + self.name


root = Job("root", priority=5)
child = Job("child", root)
leaf = Job("leaf", child, 0)
print(root.path(), child.path(), leaf.path(), child.effective_priority(), leaf.effective_priority(), Job("alone").effective_priority())
leaf.result = "done"
for job in (root, leaf):
    print(job.name, job.result, job.result.upper() if job.result else "pending", job.priority, job.parent is None)
walk: Job | None = leaf
while walk is not None:
    print(walk.name, end=" ")
    walk = walk.parent
print()
