using System.Buffers;
using System.Text;
using Dispatch.Conditions;

namespace Dispatch.Silo.Search;

/// <summary>The one way from text to search tokens, for the index and for the query alike.</summary>
/// <remarks>
/// Words are runs of letters and digits, in lower case and compatibility form. Chinese, Japanese and Korean have no blanks between words,
/// so their runs become all pairs of neighbours (退货单 gives 退货 and 货单) and, so that a single character is found too, the last one alone.
/// </remarks>
public static class SearchText
{
    private const int LongestToken = 64;
    private const int MostTerms = 32;

    /// <summary>Words shorter than this match exactly, longer ones as beginnings.</summary>
    private const int ShortestPrefix = 3;

    /// <summary>The distinct tokens to index for some texts, in order of first appearance.</summary>
    public static IReadOnlyList<string> Tokens(IEnumerable<string?> texts)
    {
        var tokens = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
            EachRun(text, (run, isCjk) => EachToken(run, isCjk, token =>
            {
                // Only a token not seen before costs a string.
                if (!seen.Contains(token))
                {
                    tokens.Add(token.ToString());
                    seen.Set.Add(tokens[^1]);
                }
            }));
        return tokens;
    }

    /// <summary>What a person typed as a query of the database's full-text search; null when it holds nothing to search for.</summary>
    public static string? Match(string text, SqlDialect dialect)
    {
        var all = new List<(string Token, bool IsPrefix)>();
        EachRun(text, (run, isCjk) => all.AddRange(Terms(run, isCjk)));
        var terms = all.Distinct().Take(MostTerms).ToList();
        if (terms.Count is 0)
            return null;
        return dialect is SqlDialect.Sqlite
            ? string.Join(" AND ", terms.Select(term => $"\"{term.Token}\"{(term.IsPrefix ? "*" : "")}"))
            : string.Join(" & ", terms.Select(term => $"'{term.Token}'{(term.IsPrefix ? ":*" : "")}"));
    }

    private static List<(string Token, bool IsPrefix)> Terms(ReadOnlySpan<char> run, bool isCjk)
    {
        var terms = new List<(string Token, bool IsPrefix)>();
        var isPrefix = !isCjk && run.Length >= ShortestPrefix;
        EachToken(run, isCjk, token => terms.Add((token.ToString(), isPrefix)));
        if (!isCjk)
            return terms;
        // The last character of several is there to be found alone; who typed several means their pairs.
        return terms.Count > 1 ? terms[..^1] : [(terms[0].Token, true)];
    }

    /// <summary>Calls with each run of letters and digits of one script, in lower case.</summary>
    // Tokens hold letters and digits only, so they need no quoting in either query language.
    private static void EachRun(string? text, Action<ReadOnlySpan<char>, bool> take)
    {
        if (string.IsNullOrEmpty(text))
            return;
        var compatible = Compatible(text);
        var run = ArrayPool<char>.Shared.Rent(compatible.Length * 2);
        var (length, isCjk) = (0, false);
        foreach (var rune in compatible.AsSpan().EnumerateRunes())
        {
            var isWord = Rune.IsLetterOrDigit(rune);
            if (length > 0 && (!isWord || IsCjk(rune) != isCjk))
            {
                take(run.AsSpan(0, length), isCjk);
                length = 0;
            }
            if (!isWord)
                continue;
            isCjk = IsCjk(rune);
            length += Rune.ToLowerInvariant(rune).EncodeToUtf16(run.AsSpan(length));
        }
        if (length > 0)
            take(run.AsSpan(0, length), isCjk);
        ArrayPool<char>.Shared.Return(run);
    }

    /// <summary>Calls with the tokens of a run: the word, or all pairs of neighbours and the last character alone.</summary>
    private static void EachToken(ReadOnlySpan<char> run, bool isCjk, Action<ReadOnlySpan<char>> take)
    {
        if (!isCjk)
        {
            take(Cut(run));
            return;
        }
        for (var (at, next) = (0, WidthAt(run, 0)); at < run.Length; at = next, next += WidthAt(run, next))
            take(run[at..(next + WidthAt(run, next))]);
    }

    // A lone surrogate cannot be normalised; it separates words like any other sign.
    private static string Compatible(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        if (HasLoneSurrogate(text))
            text = string.Concat(text.EnumerateRunes().Select(rune => rune == Rune.ReplacementChar ? " " : rune.ToString()));
        return text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);
    }

    private static bool HasLoneSurrogate(string text)
    {
        foreach (var rune in text.AsSpan().EnumerateRunes())
            if (rune == Rune.ReplacementChar)
                return true;
        return false;
    }

    /// <summary>How many code units the character at a place has; none behind the end.</summary>
    private static int WidthAt(ReadOnlySpan<char> run, int at) => at >= run.Length ? 0 : char.IsHighSurrogate(run[at]) ? 2 : 1;

    // Never between the two halves of one character.
    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> word) => word.Length <= LongestToken ? word
        : word[..(char.IsHighSurrogate(word[LongestToken - 1]) ? LongestToken - 1 : LongestToken)];

    private static bool IsCjk(Rune rune) => rune.Value is
        >= 0x3040 and <= 0x30FF or // kana
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or // Han
        >= 0xAC00 and <= 0xD7AF or // Hangul
        >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF; // compatibility and later Han
}
