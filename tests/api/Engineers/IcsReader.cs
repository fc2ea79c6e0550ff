using System.Text;

namespace Dispatch.Tests.Api.Engineers;

/// <summary>Reads iCalendar texts by the letter of RFC 5545, on its own: lines, folding, escaping.</summary>
internal static class IcsReader
{
    private const int MostOctets = 75;

    /// <summary>The events of a calendar, each by the names of its properties.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Events(byte[] bytes)
    {
        var lines = Lines(bytes);
        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR"), (lines[0], lines[^1]));
        Assert.Contains("VERSION:2.0", lines);
        Assert.Single(lines, line => line.StartsWith("PRODID:", StringComparison.Ordinal));
        var events = new List<IReadOnlyDictionary<string, string>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is not "BEGIN:VEVENT")
                continue;
            var properties = new Dictionary<string, string>(StringComparer.Ordinal);
            while (lines[++i] is not "END:VEVENT")
                properties.Add(lines[i][..lines[i].IndexOf(':')], Unescaped(lines[i][(lines[i].IndexOf(':') + 1)..]));
            events.Add(properties);
        }
        return events;
    }

    /// <summary>How many lines go on in the next one.</summary>
    public static int Folds(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split("\r\n ").Length - 1;

    /// <summary>Content lines, unfolded; each physical line is whole characters of at most 75 octets (3.1).</summary>
    private static List<string> Lines(byte[] bytes)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var lines = new List<string>();
        var text = strict.GetString(bytes);
        Assert.EndsWith("\r\n", text);
        foreach (var line in text[..^2].Split("\r\n"))
        {
            Assert.InRange(strict.GetByteCount(line), 1, MostOctets);
            Assert.DoesNotContain('\n', line);
            if (line[0] is ' ')
                lines[^1] += line[1..];
            else
                lines.Add(line);
        }
        return lines;
    }

    /// <summary>A text value as it was meant (3.3.11).</summary>
    private static string Unescaped(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
            text.Append(value[i] is not '\\' ? value[i] : value[++i] is 'n' or 'N' ? '\n' : value[i]);
        return text.ToString();
    }
}
