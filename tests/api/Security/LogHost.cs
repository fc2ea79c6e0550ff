using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Api.Security;

/// <summary>The demo company with everything that it writes to its log, as an operator would keep it.</summary>
public sealed class LogHost : ApiHost
{
    private readonly Kept kept = new();

    public IReadOnlyCollection<string> Lines => kept.Lines;

    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["demo"] = "on", ["demo-rate"] = "0", ["log-level"] = "information", ["sign-in-limit"] = "3" };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(kept));
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Enqueue(Text(state));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {Text(state)} {exception}");

        public void Dispose()
        {
        }

        // Structured logs keep the values beside the sentence.
        private static string Text(object? state) => state is IEnumerable<KeyValuePair<string, object?>> values
            ? string.Join(' ', values.Select(pair => $"{pair.Key}={pair.Value}"))
            : $"{state}";
    }
}
