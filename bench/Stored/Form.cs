using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Bench.Stored;

/// <summary>A JSON text in which ids and instants can be replaced by others of the same length.</summary>
internal sealed partial class Form
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private readonly byte[] text;
    private readonly (int At, int Word)[] words;
    private readonly (int At, DateTime Instant)[] instants;
    private readonly (int At, long Milliseconds)[] numbers;

    /// <param name="words">What will be replaced; each is found by its bytes.</param>
    public Form(ReadOnlyMemory<byte> json, IReadOnlyList<string> words)
    {
        text = json.ToArray();
        this.words = [.. words.SelectMany((word, n) => Find(Encoding.UTF8.GetBytes(word)).Select(at => (at, n)))];
        // One character a byte, so that positions are those of the bytes.
        var latin = Encoding.Latin1.GetString(text);
        instants = [.. Instants().Matches(latin).Select(match => (match.Index, DateTime.ParseExact(
            match.Value, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)))];
        numbers = [.. Milliseconds().Matches(latin).Select(match => (match.Index, long.Parse(match.Value, CultureInfo.InvariantCulture)))];
    }

    /// <summary>The text under a stamp.</summary>
    public byte[] Fill(Stamp stamp)
    {
        var (others, later) = (stamp.Bytes, stamp.Later);
        var filled = text.AsSpan().ToArray();
        foreach (var (at, word) in words)
            others[word].CopyTo(filled, at);
        foreach (var (at, instant) in instants)
            (instant + later).TryFormat(filled.AsSpan(at), out _, InstantFormat, CultureInfo.InvariantCulture);
        foreach (var (at, milliseconds) in numbers)
            (milliseconds + (long)later.TotalMilliseconds).TryFormat(filled.AsSpan(at), out _, default, CultureInfo.InvariantCulture);
        return filled;
    }

    private IEnumerable<int> Find(byte[] word)
    {
        for (var at = text.AsSpan().IndexOf(word); at >= 0;)
        {
            yield return at;
            var next = text.AsSpan(at + word.Length).IndexOf(word);
            at = next < 0 ? -1 : at + word.Length + next;
        }
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")]
    private static partial Regex Instants();

    // Names of news end with one, and clocks tell their instants by them.
    [GeneratedRegex(@"(?<=/)\d{13}(?="")|(?<=[:,\[])\d{13}(?=[,\]}])")]
    private static partial Regex Milliseconds();
}
