namespace Dispatch.Flows;

/// <summary>What can be wrong with the way steps hang together: every flow that passes ends, unless somebody lets a step lie.</summary>
internal static class GraphChecks
{
    public static IEnumerable<Rejection> Of(FlowDefinition definition)
    {
        var unknown = Unknown(definition).ToList();
        var graph = new FlowGraph(definition);
        // Behind a mistyped step anything may follow, so nothing can be said about what is reached.
        var complete = unknown.Count is 0 && definition.Steps.DistinctBy(step => step.Id).Count() == definition.Steps.Count;
        var reach = complete ? Unreachable(graph).Concat(Endless(graph)) : [];
        return [.. unknown, .. reach, .. Spinning(graph), .. ParallelChecks.Of(definition, graph, complete)];
    }

    private static IEnumerable<Rejection> Unknown(FlowDefinition definition)
    {
        var known = new SortedSet<string>(definition.Steps.Select(step => step.Id), StringComparer.Ordinal);
        foreach (var entry in definition.Entries())
            if (!known.Contains(entry.Target))
                yield return Rejection.Of(RejectionCode.FlowStepUnknown, ("step", entry.Target)).At(FlowPath.Flow + entry.Path);
        foreach (var (index, step) in definition.Steps.Index())
            foreach (var exit in step.Exits())
                if (!known.Contains(exit.Target))
                    yield return Rejection.Of(RejectionCode.FlowStepUnknown, ("step", exit.Target)).At(FlowPath.Step(index) + exit.Path);
    }

    private static IEnumerable<Rejection> Unreachable(FlowGraph graph)
    {
        var reached = graph.From(graph.Entries);
        return graph.Steps.Index().Where(step => !reached[step.Index]).Select(step =>
            Rejection.Of(RejectionCode.FlowStepUnreachable, ("step", step.Item.Id)).At(FlowPath.Step(step.Index)));
    }

    private static IEnumerable<Rejection> Endless(FlowGraph graph)
    {
        var reached = graph.From(graph.Entries);
        var ending = graph.Towards(graph.Steps.Index().Where(step => step.Item is EndStep).Select(step => step.Index));
        return FlowGraph.Members(reached).Where(step => !ending[step]).Select(step =>
            Rejection.Of(RejectionCode.FlowCannotEnd, ("step", graph.Steps[step].Id)).At(FlowPath.Step(step)));
    }

    /// <summary>Loops in which nobody works and no time passes. Each is blamed on its first step.</summary>
    private static IEnumerable<Rejection> Spinning(FlowGraph graph)
    {
        var blamed = new bool[graph.Steps.Count];
        for (var step = 0; step < graph.Steps.Count; step++)
        {
            var after = graph.From(graph.Successors(step), Automatic);
            if (blamed[step] || !Automatic(step) || !after[step])
                continue;
            var before = graph.Towards([step], Automatic);
            var loop = FlowGraph.Members(after).Where(member => before[member]).ToList();
            loop.ForEach(member => blamed[member] = true);
            yield return Rejection.Of(RejectionCode.FlowLoopWithoutPause, ("steps", string.Join(", ", loop.Select(member => graph.Steps[member].Id))))
                .At(FlowPath.Step(step));
        }

        bool Automatic(int step) => graph.Steps[step] is not OpenableStep;
    }
}
