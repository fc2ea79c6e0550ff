using System.Globalization;

namespace Dispatch.Planning.Formats;

/// <summary>Reads the lines of a benchmark file and says where it is not what it should be.</summary>
internal sealed class FormatLines(string text)
{
    private readonly string[] lines = text.ReplaceLineEndings("\n").Split('\n');
    private int next;

    /// <summary>Whether any line is left that is not blank.</summary>
    public bool More
    {
        get
        {
            while (next < lines.Length && string.IsNullOrWhiteSpace(lines[next]))
                next++;
            return next < lines.Length;
        }
    }

    /// <summary>The next line that is not blank.</summary>
    public string Next() => More ? lines[next++].Trim() : throw Fault("more lines");

    /// <summary>Passes over lines up to the one that begins with a word.</summary>
    public void SkipTo(string word)
    {
        while (!Next().StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
        }
    }

    /// <summary>The numbers of the next line, at least so many.</summary>
    public double[] Numbers(int least)
    {
        var words = Next().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= least ? [.. words.Take(least).Select(Number)] : throw Fault($"{least} numbers");
    }

    /// <summary>One number.</summary>
    public double Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && Math.Abs(number) < 1e9
            ? number
            : throw Fault($"a number instead of {word}");

    /// <summary>What is wrong with the line read last.</summary>
    public FormatException Fault(string expected) => new($"Line {Math.Min(next, lines.Length)}: {expected} expected.");
}
