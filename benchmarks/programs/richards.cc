// richards.py in C++: tasks and packets by pointer, deleted at the end of a round.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

enum { IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B, TASKS };
enum { DEVICE_PACKET, WORK_PACKET };
constexpr int DATA_SIZE = 4, IDLE_STEPS = 10000, LETTERS = 26;

struct Packet {
    Packet *link;
    long identity, kind, datum = 0;
    std::vector<long> data = std::vector<long>(DATA_SIZE);
    Packet(Packet *link, long identity, long kind) : link(link), identity(identity), kind(kind) {}

    Packet *append_to(Packet *queue)
    {
        link = nullptr;
        if (!queue)
            return this;
        Packet *last = queue;
        while (last->link)
            last = last->link;
        last->link = this;
        return queue;
    }
};

struct Task;

struct System {
    Task *tasks = nullptr;
    std::vector<Task *> table = std::vector<Task *>(TASKS);
    long holds = 0, sent = 0;
    void schedule();
};

struct Task {
    System &system;
    long identity, priority;
    Packet *queue;
    bool pending, waiting, held = false;
    Task *link;

    Task(System &system, long identity, long priority, Packet *queue, bool waiting)
        : system(system), identity(identity), priority(priority), queue(queue), pending(queue != nullptr), waiting(waiting), link(system.tasks)
    {
        system.tasks = this;
        system.table[identity] = this;
    }
    virtual ~Task() = default;
    virtual Task *step(Packet *packet) = 0;

    bool may_not_run() const { return held || (!pending && waiting); }

    Task *run()
    {
        Packet *packet = nullptr;
        if (pending && waiting) {
            packet = queue;
            if (packet)
                queue = packet->link;
            waiting = false;
            pending = queue != nullptr;
        }
        return step(packet);
    }

    Task *receive(Packet *packet, Task *sender)
    {
        if (!queue) {
            queue = packet;
            pending = true;
            if (priority > sender->priority)
                return this;
        } else {
            packet->append_to(queue);
        }
        return sender;
    }

    Task *wait()
    {
        waiting = true;
        return this;
    }

    Task *hold()
    {
        system.holds++;
        held = true;
        return link;
    }

    Task *release(long other)
    {
        Task *task = system.table.at(other);
        task->held = false;
        return task->priority > priority ? task : this;
    }

    Task *send(Packet *packet)
    {
        Task *other = system.table.at(packet->identity);
        system.sent++;
        packet->link = nullptr;
        packet->identity = identity;
        return other->receive(packet, this);
    }
};

void System::schedule()
{
    for (Task *current = tasks; current;)
        current = current->may_not_run() ? current->link : current->run();
}

struct Idle : Task {
    long control = 1, left = IDLE_STEPS;
    explicit Idle(System &system) : Task(system, IDLE, 0, nullptr, false) {}
    Task *step(Packet *) override
    {
        if (--left == 0)
            return hold();
        if ((control & 1) == 0) {
            control /= 2;
            return release(DEVICE_A);
        }
        control = control / 2 ^ 0xD008;
        return release(DEVICE_B);
    }
};

struct Worker : Task {
    long destination = HANDLER_A, letter = 0;
    Worker(System &system, Packet *queue) : Task(system, WORKER, 1000, queue, true) {}
    Task *step(Packet *packet) override
    {
        if (!packet)
            return wait();
        destination = destination == HANDLER_A ? HANDLER_B : HANDLER_A;
        packet->identity = destination;
        packet->datum = 0;
        for (int i = 0; i < DATA_SIZE; i++) {
            letter = letter % LETTERS + 1;
            packet->data[i] = letter;
        }
        return send(packet);
    }
};

struct Handler : Task {
    long device;
    Packet *work = nullptr, *free = nullptr;
    Handler(System &system, long identity, long priority, Packet *queue)
        : Task(system, identity, priority, queue, true), device(identity == HANDLER_A ? DEVICE_A : DEVICE_B)
    {
    }
    Task *step(Packet *packet) override
    {
        if (packet) {
            if (packet->kind == WORK_PACKET)
                work = packet->append_to(work);
            else
                free = packet->append_to(free);
        }
        if (!work)
            return wait();
        Packet *first = work;
        if (first->datum >= DATA_SIZE) {
            work = first->link;
            first->identity = WORKER;
            return send(first);
        }
        if (!free)
            return wait();
        Packet *given = free;
        free = given->link;
        given->datum = first->data[first->datum];
        given->identity = device;
        first->datum++;
        return send(given);
    }
};

struct Device : Task {
    Packet *kept = nullptr;
    Device(System &system, long identity, long priority) : Task(system, identity, priority, nullptr, true) {}
    Task *step(Packet *packet) override
    {
        if (packet) {
            kept = packet;
            return hold();
        }
        if (!kept)
            return wait();
        Packet *given = kept;
        kept = nullptr;
        given->identity = given->kind == WORK_PACKET ? WORKER : identity == DEVICE_A ? HANDLER_A : HANDLER_B;
        return send(given);
    }
};

static void run_once(long &sent, long &holds)
{
    System system;
    std::vector<std::unique_ptr<Packet>> packets;
    auto packet = [&](Packet *link, long identity, long kind) {
        packets.push_back(std::make_unique<Packet>(link, identity, kind));
        return packets.back().get();
    };
    std::vector<std::unique_ptr<Task>> tasks;
    tasks.push_back(std::make_unique<Idle>(system));
    tasks.push_back(std::make_unique<Worker>(system, packet(packet(nullptr, 0, WORK_PACKET), 0, WORK_PACKET)));
    for (auto [handler, device, priority] : {std::array<long, 3>{HANDLER_A, DEVICE_A, 2000}, {HANDLER_B, DEVICE_B, 3000}}) {
        Packet *queue = nullptr;
        for (int i = 0; i < 3; i++)
            queue = packet(queue, device, DEVICE_PACKET);
        tasks.push_back(std::make_unique<Handler>(system, handler, priority, queue));
    }
    tasks.push_back(std::make_unique<Device>(system, DEVICE_A, 4000));
    tasks.push_back(std::make_unique<Device>(system, DEVICE_B, 5000));
    system.schedule();
    sent += system.sent;
    holds += system.holds;
}

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 10, sent = 0, holds = 0;
    for (long i = 0; i < rounds; i++)
        run_once(sent, holds);
    printf("%ld packets sent, %ld times held\n", sent, holds);
}
