using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Dispatch.Api.Metrics;

/// <summary>One instrument with one set of labels: a sum, a last value, or a histogram.</summary>
public sealed class MetricSeries
{
    /// <summary>Bounds in seconds, for instruments that give no advice of their own.</summary>
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock gate = new();
    private readonly double[] bounds;
    private readonly long[] buckets;
    private readonly bool adds;
    private double total;
    private long count;

    /// <summary>A series without measurements.</summary>
    public MetricSeries(Instrument instrument, string labels)
    {
        var kind = instrument.GetType().Name;
        var isHistogram = kind.StartsWith("Histogram", StringComparison.Ordinal);
        var isObserved = instrument.IsObservable;
        adds = !isObserved && !kind.StartsWith("Gauge", StringComparison.Ordinal);
        Type = isHistogram ? "histogram" : kind.Contains("UpDown", StringComparison.Ordinal) || kind.Contains("Gauge", StringComparison.Ordinal) ? "gauge" : "counter";
        Name = Sanitise(instrument.Name) + (instrument.Unit is "s" ? "_seconds" : "") + (Type is "counter" ? "_total" : "");
        Help = (instrument.Description ?? "").ReplaceLineEndings(" ");
        Labels = labels;
        bounds = isHistogram ? Seconds : [];
        buckets = new long[bounds.Length];
    }

    /// <summary>Prometheus name.</summary>
    public string Name { get; }

    /// <summary>What it measures.</summary>
    public string Help { get; }

    /// <summary><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</summary>
    public string Type { get; }

    /// <summary>Labels without braces, in the order given.</summary>
    public string Labels { get; }

    /// <summary>Adds a measurement.</summary>
    public void Record(double value)
    {
        lock (gate)
        {
            count++;
            total = adds ? total + value : value;
            for (var i = bounds.Length - 1; i >= 0 && value <= bounds[i]; i--)
                buckets[i]++;
        }
    }

    /// <summary>Writes the series.</summary>
    public void Write(StringBuilder text)
    {
        lock (gate)
        {
            if (Type is not "histogram")
            {
                Line(text, Name, Labels, total);
                return;
            }
            var separator = Labels.Length is 0 ? "" : ",";
            for (var i = 0; i < bounds.Length; i++)
                Line(text, $"{Name}_bucket", string.Create(CultureInfo.InvariantCulture, $"{Labels}{separator}le=\"{bounds[i]}\""), buckets[i]);
            Line(text, $"{Name}_bucket", $"{Labels}{separator}le=\"+Inf\"", count);
            Line(text, $"{Name}_sum", Labels, total);
            Line(text, $"{Name}_count", Labels, count);
        }
    }

    /// <summary>Tags as label text.</summary>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            var escaped = Convert.ToString(value, CultureInfo.InvariantCulture)?
                .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n");
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length is 0 ? "" : ",")}{Sanitise(name)}=\"{escaped}\"");
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string labels, double value) => text.Append(
        CultureInfo.InvariantCulture, $"{name}{(labels.Length is 0 ? "" : $"{{{labels}}}")} {value:R}\n");

    private static string Sanitise(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
