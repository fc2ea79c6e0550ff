namespace Dispatch.Flows;

/// <summary>Parallel branches must nest: each starts at its parallel step, stays apart from its siblings, and can always come to its join.</summary>
/// <remarks>That is what makes a join's counter enough: no branch is lost, none arrives twice.</remarks>
internal static class ParallelChecks
{
    /// <param name="complete">Whether every exit leads to a step that exists; else a branch that cannot arrive may only be mistyped.</param>
    public static IEnumerable<Rejection> Of(FlowDefinition definition, FlowGraph graph, bool complete)
    {
        foreach (var rejection in Unmatched(graph))
            yield return rejection;
        foreach (var (index, step) in graph.Steps.Index())
        {
            if (step is not ParallelStep parallel)
                continue;
            if (parallel.Branches.Count < 2)
                yield return Rejection.Of(RejectionCode.FlowBranchesTooFew, ("step", parallel.Id)).At(FlowPath.Step(index) + ".branches");
            if (graph.Find(parallel.Join) is not { } join || graph.Steps[join] is not JoinStep)
                yield return Rejection.Of(RejectionCode.FlowJoinExpected, ("step", parallel.Join)).At(FlowPath.Step(index) + ".join");
            else
                foreach (var rejection in new Fork(definition, graph, index, parallel, join).Faults(complete))
                    yield return rejection;
        }
    }

    private static IEnumerable<Rejection> Unmatched(FlowGraph graph)
    {
        foreach (var (index, step) in graph.Steps.Index())
        {
            var owners = graph.Steps.Count(other => other is ParallelStep parallel && parallel.Join == step.Id);
            if (step is JoinStep && owners is not 1)
                yield return Rejection.Of(RejectionCode.FlowJoinUnmatched, ("join", step.Id), ("parallels", owners)).At(FlowPath.Step(index));
        }
    }

    /// <summary>One parallel step with what each of its branches can reach before the join.</summary>
    private sealed class Fork(FlowDefinition definition, FlowGraph graph, int at, ParallelStep parallel, int join)
    {
        private readonly bool[][] branches =
            [.. parallel.Branches.Select(branch => graph.From(graph.Find(branch) is { } start ? [start] : [], step => step != join))];

        public IEnumerable<Rejection> Faults(bool complete)
        {
            var escapes = Escapes().ToList();
            // Where a branch gets out, what it reaches there is no part of the fork: judging that would only add noise.
            return [.. escapes, .. escapes.Count is 0 ? Mixed().Concat(Entered()) : [], .. complete ? Starved() : []];
        }

        private string Path(int branch) => JsonPath.Item(FlowPath.Step(at) + ".branches", branch);

        private bool Inside(int step) => branches.Any(branch => branch[step]);

        private IEnumerable<Rejection> Escapes() =>
            from branch in branches.Index()
            from step in FlowGraph.Members(branch.Item)
            where step == at || graph.Steps[step] is EndStep || graph.Steps[step] is JoinStep inner && !OwnedWithin(inner, branch.Item)
            select Rejection.Of(RejectionCode.FlowBranchEscapes, ("step", graph.Steps[step].Id), ("join", parallel.Join)).At(Path(branch.Index));

        private bool OwnedWithin(JoinStep inner, bool[] branch) =>
            FlowGraph.Members(branch).Any(step => graph.Steps[step] is ParallelStep owner && owner.Join == inner.Id);

        private IEnumerable<Rejection> Mixed() =>
            from step in Enumerable.Range(0, graph.Steps.Count)
            let sharing = branches.Index().Where(branch => branch.Item[step]).Select(branch => branch.Index).ToList()
            where sharing.Count > 1
            select Rejection.Of(RejectionCode.FlowBranchesMixed, ("step", graph.Steps[step].Id)).At(Path(sharing[1]));

        private IEnumerable<Rejection> Entered()
        {
            foreach (var entry in definition.Entries())
                if (graph.Find(entry.Target) is { } target && (Inside(target) || target == join))
                    yield return Blame(target, FlowPath.Flow + entry.Path);
            foreach (var (index, step) in graph.Steps.Index())
                if (index != at && !Inside(index))
                    foreach (var exit in step.Exits())
                        if (graph.Find(exit.Target) is { } target && (Inside(target) || target == join))
                            yield return Blame(target, FlowPath.Step(index) + exit.Path);
        }

        private Rejection Blame(int target, string path) =>
            Rejection.Of(RejectionCode.FlowBranchEntered, ("step", graph.Steps[target].Id), ("parallel", parallel.Id)).At(path);

        private IEnumerable<Rejection> Starved()
        {
            var arriving = graph.Towards([join], step => step != at);
            return parallel.Branches.Index().Where(branch => graph.Find(branch.Item) is { } start && !arriving[start]).Select(branch =>
                Rejection.Of(RejectionCode.FlowJoinStarved, ("step", branch.Item), ("join", parallel.Join)).At(Path(branch.Index)));
        }
    }
}
