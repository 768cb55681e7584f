// deltablue.py in C++: variables and constraints by pointer, made by new and deleted at the end of a test.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

enum { REQUIRED, PREFERRED, STRONG_DEFAULT, DEFAULT, WEAK_DEFAULT, WEAKEST };
enum { UNSATISFIED, FORWARD, BACKWARD };

struct Constraint;
struct Planner;

struct Variable {
    std::string name;
    long value;
    std::vector<Constraint *> constraints;
    Constraint *determined_by = nullptr;
    long mark = 0, walkabout = WEAKEST;
    bool stays = true;

    Variable(std::string name, long value) : name(std::move(name)), value(value) {}

    void remove_constraint(Constraint *constraint)
    {
        auto found = std::find(constraints.begin(), constraints.end(), constraint);
        if (found != constraints.end())
            constraints.erase(found);
        if (determined_by == constraint)
            determined_by = nullptr;
    }
};

struct Constraint {
    long strength;

    explicit Constraint(long strength) : strength(strength) {}
    virtual ~Constraint() = default;
    void add(Planner &planner);
    void destroy(Planner &planner);
    Constraint *satisfy(long mark, Planner &planner);
    virtual bool is_input() const { return false; }
    virtual void add_to_graph() = 0;
    virtual void remove_from_graph() = 0;
    virtual bool is_satisfied() const = 0;
    virtual void mark_unsatisfied() = 0;
    virtual void choose_method(long mark) = 0;
    virtual void mark_inputs(long mark) = 0;
    virtual bool inputs_known(long mark) const = 0;
    virtual Variable *output() const = 0;
    virtual void recalculate() = 0;
    virtual void execute() = 0;
};

struct UnaryConstraint : Constraint {
    Variable *variable;
    bool satisfied = false;

    UnaryConstraint(Variable *variable, long strength) : Constraint(strength), variable(variable) {}

    void add_to_graph() override
    {
        variable->constraints.push_back(this);
        satisfied = false;
    }
    void remove_from_graph() override
    {
        variable->remove_constraint(this);
        satisfied = false;
    }
    bool is_satisfied() const override { return satisfied; }
    void mark_unsatisfied() override { satisfied = false; }
    void choose_method(long mark) override { satisfied = variable->mark != mark && strength < variable->walkabout; }
    void mark_inputs(long) override {}
    bool inputs_known(long) const override { return true; }
    Variable *output() const override { return variable; }
    void recalculate() override
    {
        variable->walkabout = strength;
        variable->stays = !is_input();
        if (variable->stays)
            execute();
    }
};

struct Stay : UnaryConstraint {
    Stay(Variable *variable, long strength, Planner &planner) : UnaryConstraint(variable, strength) { add(planner); }
    void execute() override {}
};

struct Edit : UnaryConstraint {
    Edit(Variable *variable, long strength, Planner &planner) : UnaryConstraint(variable, strength) { add(planner); }
    bool is_input() const override { return true; }
    void execute() override {}
};

struct BinaryConstraint : Constraint {
    Variable *first, *second;
    long direction = UNSATISFIED;

    BinaryConstraint(Variable *first, Variable *second, long strength) : Constraint(strength), first(first), second(second) {}

    void add_to_graph() override
    {
        first->constraints.push_back(this);
        second->constraints.push_back(this);
        direction = UNSATISFIED;
    }
    void remove_from_graph() override
    {
        first->remove_constraint(this);
        second->remove_constraint(this);
        direction = UNSATISFIED;
    }
    bool is_satisfied() const override { return direction != UNSATISFIED; }
    void mark_unsatisfied() override { direction = UNSATISFIED; }
    void choose_method(long mark) override
    {
        if (first->mark == mark)
            direction = second->mark != mark && strength < second->walkabout ? FORWARD : UNSATISFIED;
        else if (second->mark == mark)
            direction = strength < first->walkabout ? BACKWARD : UNSATISFIED;
        else if (first->walkabout > second->walkabout)
            direction = strength < first->walkabout ? BACKWARD : UNSATISFIED;
        else
            direction = strength < second->walkabout ? FORWARD : UNSATISFIED;
    }
    void mark_inputs(long mark) override { input()->mark = mark; }
    bool inputs_known(long mark) const override
    {
        const Variable *source = input();
        return source->mark == mark || source->stays || !source->determined_by;
    }
    Variable *input() const { return direction == FORWARD ? first : second; }
    Variable *output() const override { return direction == FORWARD ? second : first; }
    void recalculate() override
    {
        Variable *source = input(), *out = output();
        out->walkabout = std::max(strength, source->walkabout);
        out->stays = source->stays;
        if (out->stays)
            execute();
    }
};

struct Equality : BinaryConstraint {
    Equality(Variable *first, Variable *second, long strength, Planner &planner) : BinaryConstraint(first, second, strength) { add(planner); }
    void execute() override { output()->value = input()->value; }
};

struct Scale : BinaryConstraint {
    Variable *factor, *offset;

    Scale(Variable *source, Variable *factor, Variable *offset, Variable *target, long strength, Planner &planner)
        : BinaryConstraint(source, target, strength), factor(factor), offset(offset)
    {
        add(planner);
    }
    void add_to_graph() override
    {
        BinaryConstraint::add_to_graph();
        factor->constraints.push_back(this);
        offset->constraints.push_back(this);
    }
    void remove_from_graph() override
    {
        BinaryConstraint::remove_from_graph();
        factor->remove_constraint(this);
        offset->remove_constraint(this);
    }
    void mark_inputs(long mark) override
    {
        BinaryConstraint::mark_inputs(mark);
        factor->mark = offset->mark = mark;
    }
    void execute() override
    {
        if (direction == FORWARD)
            second->value = first->value * factor->value + offset->value;
        else
            first->value = (second->value - offset->value) / factor->value;
    }
    void recalculate() override
    {
        Variable *source = input(), *out = output();
        out->walkabout = std::max(strength, source->walkabout);
        out->stays = source->stays && factor->stays && offset->stays;
        if (out->stays)
            execute();
    }
};

struct Planner {
    long mark = 0;

    long new_mark() { return ++mark; }

    void incremental_add(Constraint *constraint)
    {
        long mark = new_mark();
        for (Constraint *overridden = constraint->satisfy(mark, *this); overridden;)
            overridden = overridden->satisfy(mark, *this);
    }

    void incremental_remove(Constraint *constraint)
    {
        Variable *out = constraint->output();
        constraint->mark_unsatisfied();
        constraint->remove_from_graph();
        std::vector<Constraint *> unsatisfied = remove_propagate_from(out);
        for (long strength = REQUIRED; strength < WEAKEST; strength++)
            for (Constraint *candidate : unsatisfied)
                if (candidate->strength == strength)
                    incremental_add(candidate);
    }

    std::vector<Constraint *> plan_for(const std::vector<Constraint *> &constraints)
    {
        std::vector<Constraint *> todo, plan;
        for (Constraint *constraint : constraints)
            if (constraint->is_input() && constraint->is_satisfied())
                todo.push_back(constraint);
        long mark = new_mark();
        while (!todo.empty()) {
            Constraint *constraint = todo.back();
            todo.pop_back();
            Variable *out = constraint->output();
            if (out->mark != mark && constraint->inputs_known(mark)) {
                plan.push_back(constraint);
                out->mark = mark;
                add_consumers(out, todo);
            }
        }
        return plan;
    }

    bool add_propagate(Constraint *constraint, long mark)
    {
        std::vector<Constraint *> todo{constraint};
        while (!todo.empty()) {
            Constraint *current = todo.back();
            todo.pop_back();
            Variable *out = current->output();
            if (out->mark == mark) {
                incremental_remove(constraint);
                return false;
            }
            current->recalculate();
            add_consumers(out, todo);
        }
        return true;
    }

    std::vector<Constraint *> remove_propagate_from(Variable *out)
    {
        out->determined_by = nullptr;
        out->walkabout = WEAKEST;
        out->stays = true;
        std::vector<Constraint *> unsatisfied;
        std::vector<Variable *> todo{out};
        while (!todo.empty()) {
            Variable *variable = todo.back();
            todo.pop_back();
            for (Constraint *constraint : variable->constraints)
                if (!constraint->is_satisfied())
                    unsatisfied.push_back(constraint);
            Constraint *determining = variable->determined_by;
            for (Constraint *constraint : variable->constraints)
                if (constraint != determining && constraint->is_satisfied()) {
                    constraint->recalculate();
                    todo.push_back(constraint->output());
                }
        }
        return unsatisfied;
    }

    void add_consumers(Variable *variable, std::vector<Constraint *> &found)
    {
        Constraint *determining = variable->determined_by;
        for (Constraint *constraint : variable->constraints)
            if (constraint != determining && constraint->is_satisfied())
                found.push_back(constraint);
    }

    void change(Variable *variable, long value)
    {
        Edit *edit = new Edit(variable, PREFERRED, *this);
        std::vector<Constraint *> plan = plan_for({edit});
        for (int i = 0; i < 10; i++) {
            variable->value = value;
            for (Constraint *constraint : plan)
                constraint->execute();
        }
        edit->destroy(*this);
        delete edit;
    }
};

void Constraint::add(Planner &planner)
{
    add_to_graph();
    planner.incremental_add(this);
}

void Constraint::destroy(Planner &planner)
{
    if (is_satisfied())
        planner.incremental_remove(this);
    remove_from_graph();
}

Constraint *Constraint::satisfy(long mark, Planner &planner)
{
    choose_method(mark);
    if (!is_satisfied()) {
        if (strength == REQUIRED)
            throw std::runtime_error("a required constraint cannot be satisfied");
        return nullptr;
    }
    mark_inputs(mark);
    Variable *out = output();
    Constraint *overridden = out->determined_by;
    if (overridden)
        overridden->mark_unsatisfied();
    out->determined_by = this;
    if (!planner.add_propagate(this, mark))
        throw std::runtime_error("a cycle of constraints");
    out->mark = mark;
    return overridden;
}

static long chain(long size)
{
    Planner planner;
    std::vector<Variable *> variables;
    std::vector<Constraint *> constraints;
    for (long i = 0; i <= size; i++)
        variables.push_back(new Variable("v" + std::to_string(i), 0));
    for (long i = 0; i < size; i++)
        constraints.push_back(new Equality(variables[i], variables[i + 1], REQUIRED, planner));
    Variable *first = variables[0], *last = variables[size];
    constraints.push_back(new Stay(last, STRONG_DEFAULT, planner));
    Edit *edit = new Edit(first, PREFERRED, planner);
    constraints.push_back(edit);
    std::vector<Constraint *> plan = planner.plan_for({edit});
    long total = 0;
    for (long value = 0; value < 100; value++) {
        first->value = value;
        for (Constraint *constraint : plan)
            constraint->execute();
        if (last->value != value)
            throw std::runtime_error(last->name);
        total += last->value;
    }
    edit->destroy(planner);
    for (Constraint *constraint : constraints)
        delete constraint;
    for (Variable *variable : variables)
        delete variable;
    return total;
}

static long projection(long size)
{
    Planner planner;
    Variable *factor = new Variable("factor", 10), *offset = new Variable("offset", 1000), *source = nullptr, *target = nullptr;
    std::vector<Variable *> variables{factor, offset}, targets;
    std::vector<Constraint *> constraints;
    for (long i = 0; i < size; i++) {
        source = new Variable("source" + std::to_string(i), i);
        target = new Variable("target" + std::to_string(i), i);
        variables.push_back(source);
        variables.push_back(target);
        targets.push_back(target);
        constraints.push_back(new Stay(source, DEFAULT, planner));
        constraints.push_back(new Scale(source, factor, offset, target, REQUIRED, planner));
    }
    planner.change(source, 17);
    long total = target->value;
    planner.change(target, 1050);
    total += source->value;
    planner.change(factor, 5);
    for (long i = 0; i < size - 1; i++)
        if (targets[i]->value != i * 5 + 1000)
            throw std::runtime_error(targets[i]->name);
    planner.change(offset, 2000);
    for (long i = 0; i < size - 1; i++)
        if (targets[i]->value != i * 5 + 2000)
            throw std::runtime_error(targets[i]->name);
    total += targets[size / 2]->value;
    for (Constraint *constraint : constraints)
        delete constraint;
    for (Variable *variable : variables)
        delete variable;
    return total;
}

int main(int argc, char **argv)
{
    long size = argc > 1 ? atol(argv[1]) : 10000;
    long times = argc > 2 ? atol(argv[2]) : 1;
    long chained = 0, projected = 0;
    for (long i = 0; i < times; i++) {
        chained += chain(size);
        projected += projection(size);
    }
    printf("chain %ld, projection %ld\n", chained, projected);
}
