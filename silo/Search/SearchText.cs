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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var tokens = new List<string>();
        foreach (var run in texts.SelectMany(Runs))
            foreach (var token in run.IsCjk ? Pairs(run.Text).Append(Last(run.Text)) : [Cut(run.Text)])
                if (seen.Add(token))
                    tokens.Add(token);
        return tokens;
    }

    /// <summary>What a person typed as a query of the database's full-text search; null when it holds nothing to search for.</summary>
    public static string? Match(string text, SqlDialect dialect)
    {
        var terms = Runs(text).SelectMany(Terms).Distinct().Take(MostTerms).ToList();
        if (terms.Count is 0)
            return null;
        return dialect is SqlDialect.Sqlite
            ? string.Join(" AND ", terms.Select(term => $"\"{term.Token}\"{(term.IsPrefix ? "*" : "")}"))
            : string.Join(" & ", terms.Select(term => $"'{term.Token}'{(term.IsPrefix ? ":*" : "")}"));
    }

    private static IEnumerable<(string Token, bool IsPrefix)> Terms((string Text, bool IsCjk) run)
    {
        if (!run.IsCjk)
            return [(Cut(run.Text), run.Text.Length >= ShortestPrefix)];
        var pairs = Pairs(run.Text).ToList();
        return pairs.Count is 0 ? [(run.Text, true)] : pairs.Select(pair => (pair, false));
    }

    // Tokens hold letters and digits only, so they need no quoting in either query language.
    private static IEnumerable<(string Text, bool IsCjk)> Runs(string? text)
    {
        if (string.IsNullOrEmpty(text))
            yield break;
        var run = new StringBuilder();
        var cjk = false;
        foreach (var rune in Compatible(text).EnumerateRunes())
        {
            var isWord = Rune.IsLetterOrDigit(rune);
            if (run.Length > 0 && (!isWord || IsCjk(rune) != cjk))
            {
                yield return (run.ToString(), cjk);
                run.Clear();
            }
            if (!isWord)
                continue;
            cjk = IsCjk(rune);
            run.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        if (run.Length > 0)
            yield return (run.ToString(), cjk);
    }

    // A lone surrogate cannot be normalised; it separates words like any other sign.
    private static string Compatible(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune == Rune.ReplacementChar ? " " : rune.ToString())).Normalize(NormalizationForm.FormKC);

    private static IEnumerable<string> Pairs(string run)
    {
        var characters = Characters(run);
        for (var i = 0; i + 1 < characters.Count; i++)
            yield return characters[i] + characters[i + 1];
    }

    private static string Last(string run) => Characters(run)[^1];

    private static List<string> Characters(string run) => [.. run.EnumerateRunes().Select(rune => rune.ToString())];

    // Never between the two halves of one character.
    private static string Cut(string word) => word.Length <= LongestToken ? word
        : word[..(char.IsHighSurrogate(word[LongestToken - 1]) ? LongestToken - 1 : LongestToken)];

    private static bool IsCjk(Rune rune) => rune.Value is
        >= 0x3040 and <= 0x30FF or // kana
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or // Han
        >= 0xAC00 and <= 0xD7AF or // Hangul
        >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF; // compatibility and later Han
}
