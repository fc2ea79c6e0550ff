using Dispatch.Api.Problems;

namespace Dispatch.Api.Requests;

/// <summary>Instants that callers may speak of: those of this century.</summary>
public static class PossibleInstants
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The problem of the first that lies outside, or null; an absent one is none.</summary>
    public static Problem? Check(string path, params ReadOnlySpan<DateTimeOffset?> instants)
    {
        foreach (var instant in instants)
            if (instant < Earliest || instant > Latest)
                return Problem.Of("instant-impossible", ("earliest", "2000-01-01"), ("latest", "2100-01-01")).At(path);
        return null;
    }
}
