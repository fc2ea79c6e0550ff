using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.World;

/// <summary>Collects warnings and errors of a silo, so that a test can insist that there were none.</summary>
public sealed class Complaints : ILoggerProvider
{
    private const int Kept = 200;
    // A stack trace is written only for who reads it: that takes longer than all that led to it.
    private readonly Queue<(string Text, Exception? Because)> lines = new();

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>The latest of them, oldest first.</summary>
    public IReadOnlyList<string> Lines => [.. lines.Select(line => $"{line.Text} {line.Because}")];

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <summary>Nothing to end: complaints outlive the silo.</summary>
    public void Dispose()
    {
    }

    private void Add(string text, Exception? because)
    {
        Count++;
        lines.Enqueue((text, because));
        if (lines.Count > Kept)
            lines.Dequeue();
    }

    private sealed class Category(Complaints complaints, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                complaints.Add($"{name}: {formatter(state, exception)}", exception);
        }
    }
}
