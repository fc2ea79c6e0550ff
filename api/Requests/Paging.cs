using System.Buffers.Text;
using System.Text;
using Dispatch.Api.Problems;

namespace Dispatch.Api.Requests;

/// <summary>A page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items)
{
    /// <summary>What to send as <c>cursor</c> for the next page; absent at the end.</summary>
    public string? Next { get; init; }
}

/// <summary>Which page of a list in the ordinal order of its ids.</summary>
public sealed record Paging
{
    /// <summary>Rows of a page when the caller does not say.</summary>
    public const int DefaultLimit = 50;

    private const int MaxLimit = 200;
    private const int MaxCursor = 600;
    private const string Prefix = "id|";

    /// <summary>The <c>next</c> of the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>1 to 200; 50 when absent.</summary>
    public int? Limit { get; init; }

    /// <summary>The problem of a limit that is out of range, or null.</summary>
    public static Problem? Check(int? limit) => limit is < 1 or > MaxLimit
        ? Problem.Of("number-out-of-range", ("least", 1), ("most", MaxLimit)).At("?limit") with { Status = 400 }
        : null;

    /// <summary>The problem of a cursor that this list never gave.</summary>
    public static Problem CursorInvalid => Problem.Of("cursor-invalid").At("?cursor");

    /// <summary>The page, or the problem with what was asked.</summary>
    /// <param name="all">All that the caller may see, in any order.</param>
    public IResult Of<T, TView>(IEnumerable<T> all, Func<T, string> id, Func<T, TView> view)
    {
        if (Check(Limit) is { } problem)
            return new ProblemResult(problem);
        var after = Cursor is null ? "" : After(Cursor);
        if (after is null)
            return new ProblemResult(CursorInvalid);
        var limit = Limit ?? DefaultLimit;
        // No id is empty, so a list without cursor begins after the empty one.
        var rows = all.Where(row => string.CompareOrdinal(id(row), after) > 0).OrderBy(id, StringComparer.Ordinal).Take(limit + 1).ToList();
        return TypedResults.Ok(new Page<TView>([.. rows.Take(limit).Select(view)])
        {
            Next = rows.Count > limit ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + id(rows[limit - 1]))) : null,
        });
    }

    private static string? After(string cursor) =>
        cursor.Length <= MaxCursor && Base64Url.IsValid(cursor)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var text && text.StartsWith(Prefix, StringComparison.Ordinal)
            ? text[Prefix.Length..]
            : null;
}
