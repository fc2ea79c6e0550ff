namespace Dispatch.Planning.Solving;

/// <summary>The orders of all routes at some moment, to come back to.</summary>
internal sealed class Snapshot(Instance instance)
{
    private readonly int[] counts = new int[instance.Engineers];
    private readonly StartBounds? bounds = instance.Links is null ? null : new(instance.Jobs + 1);
    private readonly int[] nodes = new int[instance.Jobs + instance.Engineers];

    /// <summary>What the plan cost.</summary>
    public long Cost { get; private set; } = Units.Never;

    /// <summary>Remembers a draft.</summary>
    public void Take(Draft draft)
    {
        Cost = draft.Cost;
        bounds?.CopyFrom(draft.Bounds!);
        var at = 0;
        for (var engineer = 0; engineer < counts.Length; engineer++)
        {
            var route = draft.Routes[engineer];
            counts[engineer] = route.Count;
            Array.Copy(route.Node, 1, nodes, at, route.Count);
            at += route.Count;
        }
    }

    /// <summary>The stops of an engineer.</summary>
    public ReadOnlySpan<int> Of(int engineer)
    {
        var at = 0;
        for (var before = 0; before < engineer; before++)
            at += counts[before];
        return nodes.AsSpan(at, counts[engineer]);
    }

    /// <summary>A draft that is what was remembered.</summary>
    public Draft Restore()
    {
        var draft = new Draft(instance);
        draft.Bounds?.CopyFrom(bounds!);
        for (var engineer = 0; engineer < counts.Length; engineer++)
            draft.Lay(engineer, Of(engineer));
        draft.Begin();
        return draft;
    }
}
