using System.Reflection;
using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>The built dashboard, and the browser that looks at it.</summary>
public static class DashboardBrowser
{
    /// <summary>Debian's browser.</summary>
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>Folder of the dashboard's sources.</summary>
    public static string Sources { get; } = typeof(DashboardBrowser).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "DashboardFolder").Value!;

    /// <summary>Folder of the built dashboard.</summary>
    public static string Built { get; } = Path.Combine(Sources, "dist");

    /// <summary>Script that finds accessibility violations.</summary>
    public static string Axe { get; } = Path.Combine(Sources, "node_modules", "axe-core", "axe.min.js");

    /// <summary>Why tests that need both are skipped: visibly, and never under <c>CI=true</c>, where they then fail. Null runs them.</summary>
    public static string? Missing { get; } =
        Environment.GetEnvironmentVariable("CI") == "true" ? null
        : !File.Exists(Chromium) ? "Chromium is not installed."
        : !File.Exists(Path.Combine(Built, "index.html")) ? "The dashboard is not built."
        : null;

    /// <summary>Starts the browser.</summary>
    public static Task<IBrowser> Launch(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Chromium,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}
