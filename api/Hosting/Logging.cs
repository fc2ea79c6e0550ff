namespace Dispatch.Api.Hosting;

/// <summary>Logs of the service: structured, without personal data.</summary>
/// <remarks>The framework's own request log is off: it writes whole addresses, whose queries hold searched names and tokens.</remarks>
public static class Logging
{
    /// <summary>Sets levels and format.</summary>
    public static void AddDispatchLogging(this WebApplicationBuilder builder, DispatchOptions options)
    {
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(options.LogLevel);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // It takes its own start for a stand-still.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        // Not even as a scope: paths hold what people searched for.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Keys lie in a folder that only this user reads; the hint that they are not encrypted helps nobody.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        if (options.LogsJson)
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "HH:mm:ss ", true));
    }
}
