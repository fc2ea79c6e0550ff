namespace Dispatch.Fields;

/// <summary>Orders texts by Unicode code point, as SQLite's BINARY and PostgreSQL's "C" order UTF-8.</summary>
/// <remarks>.NET's ordinal order compares UTF-16 units, which puts an emoji before U+FF01 where the databases put it after.</remarks>
public static class OrdinalText
{
    private const char FirstSurrogate = '\uD800';
    private const char FirstAboveSurrogates = '\uE000';

    /// <summary>Negative, zero or positive as <paramref name="left"/> stands before, at or after <paramref name="right"/>.</summary>
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length - right.Length
            : Rank(left[common]) - Rank(right[common]);
    }

    // Surrogates stand for code points above U+FFFF, so they go behind U+E000 to U+FFFF.
    private static int Rank(char unit) => unit switch
    {
        < FirstSurrogate => unit,
        < FirstAboveSurrogates => unit + 0x2000,
        _ => unit - 0x800,
    };
}
