using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Dispatch.Api.Metrics;

/// <summary>Listens to the meters of Dispatch and of the web server and keeps their series for <c>/metrics</c>.</summary>
/// <remarks>The framework's Prometheus exporters do not restore everywhere this project builds; the format is small.</remarks>
public sealed class MetricsCollector : IHostedService, IDisposable
{
    /// <summary>Series kept at most; more would mean a tag without bounds.</summary>
    private const int MaxSeries = 2_000;

    private static readonly string[] Meters = ["Dispatch", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>Of Orleans's many instruments those that tell an operator something, and whose labels are few.</summary>
    private static readonly string[] OfOrleans =
    [
        "orleans-catalog-activations", "orleans-catalog-activation-failed-to-activate", "orleans-app-requests-timedout", "orleans-messaging-rejected",
        "orleans-messaging-expired", "orleans-messaging-sent-dropped", "orleans-gateway-connected-clients", "orleans-client-connected-gateways",
        "orleans-scheduler-long-running-turns",
    ];

    private readonly ConcurrentDictionary<string, MetricSeries> series = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (Array.Exists(Meters, meter => instrument.Meter.Name.StartsWith(meter, StringComparison.Ordinal))
                || (instrument.Meter.Name is "Microsoft.Orleans" && OfOrleans.Contains(instrument.Name, StringComparer.Ordinal)))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        listener.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => listener.Dispose();

    /// <summary>All series as Prometheus text.</summary>
    public string Render()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in series.Values.GroupBy(one => one.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var first = group.First();
            text.Append(CultureInfo.InvariantCulture, $"# HELP {first.Name} {first.Help}\n# TYPE {first.Name} {first.Type}\n");
            foreach (var one in group.OrderBy(one => one.Labels, StringComparer.Ordinal))
                one.Write(text);
        }
        return text.ToString();
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = MetricSeries.LabelsOf(tags);
        var key = $"{instrument.Name}|{labels}";
        if (!series.TryGetValue(key, out var known))
        {
            if (series.Count >= MaxSeries)
                return;
            known = series.GetOrAdd(key, _ => new MetricSeries(instrument, labels));
        }
        known.Record(value);
    }
}
