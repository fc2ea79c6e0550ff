namespace Dispatch.Planning;

/// <summary>A stretch of time, from the first instant to the last.</summary>
/// <param name="From">First instant.</param>
/// <param name="Until">Last instant; not before <paramref name="From"/>.</param>
public sealed record Window(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether the whole stretch lies inside this one; touching an end is inside.</summary>
    public bool Contains(DateTimeOffset from, DateTimeOffset until) => From <= from && until <= Until;

    /// <summary>Whether both share more than an instant.</summary>
    public bool Overlaps(Window other) => From < other.Until && other.From < Until;

    /// <summary>The same time in as few stretches as hold it, in order: those that touch are one.</summary>
    public static IReadOnlyList<Window> Joined(IEnumerable<Window> windows)
    {
        var joined = new List<Window>();
        foreach (var window in windows.OrderBy(window => window.From))
            if (joined is [.., var last] && window.From <= last.Until)
                joined[^1] = last.Until >= window.Until ? last : last with { Until = window.Until };
            else
                joined.Add(window);
        return joined;
    }
}
