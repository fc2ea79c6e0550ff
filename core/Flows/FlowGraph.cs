namespace Dispatch.Flows;

/// <summary>The steps of a flow as a graph whose nodes are positions in the definition. Exits to steps that do not exist are left out.</summary>
internal sealed class FlowGraph
{
    private readonly SortedDictionary<string, int> byId = new(StringComparer.Ordinal);
    private readonly List<int>[] successors;
    private readonly List<int>[] predecessors;

    public FlowGraph(FlowDefinition definition)
    {
        Steps = definition.Steps;
        foreach (var (index, step) in Steps.Index())
            byId.TryAdd(step.Id, index);
        successors = [.. Steps.Select(step => Known(step.Exits()))];
        predecessors = [.. Steps.Select(_ => new List<int>())];
        for (var step = 0; step < successors.Length; step++)
            foreach (var successor in successors[step])
                predecessors[successor].Add(step);
        Entries = Known(definition.Entries());
    }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Where the flow is entered from outside.</summary>
    public IReadOnlyList<int> Entries { get; }

    public IReadOnlyList<int> Successors(int step) => successors[step];

    /// <summary>Position of the first step with this id, or null.</summary>
    public int? Find(string id) => byId.TryGetValue(id, out var index) ? index : null;

    /// <summary>Every step that can be reached from these, themselves included, through steps that pass.</summary>
    public bool[] From(IEnumerable<int> starts, Func<int, bool>? passes = null) => Flood(starts, step => successors[step], passes);

    /// <summary>Every step from which one of these can be reached, themselves included, through steps that pass.</summary>
    public bool[] Towards(IEnumerable<int> targets, Func<int, bool>? passes = null) => Flood(targets, step => predecessors[step], passes);

    /// <summary>The steps of a set, in the order written.</summary>
    public static IEnumerable<int> Members(bool[] set) => Enumerable.Range(0, set.Length).Where(step => set[step]);

    private bool[] Flood(IEnumerable<int> starts, Func<int, IReadOnlyList<int>> neighbours, Func<int, bool>? passes)
    {
        var seen = new bool[Steps.Count];
        var open = new Stack<int>(starts);
        while (open.TryPop(out var step))
        {
            if (seen[step] || passes?.Invoke(step) is false)
                continue;
            seen[step] = true;
            foreach (var neighbour in neighbours(step))
                open.Push(neighbour);
        }
        return seen;
    }

    private List<int> Known(IEnumerable<Exit> exits) => [.. exits.Select(exit => Find(exit.Target)).OfType<int>()];
}
