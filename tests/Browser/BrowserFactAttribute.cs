namespace Dispatch.Tests.Browser;

/// <summary>A test that needs Chromium and the built dashboard: skipped visibly where they are missing, but never under <c>CI=true</c>, where it then fails.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test is skipped.</summary>
    public BrowserFactAttribute() => Skip =
        Environment.GetEnvironmentVariable("CI") == "true" ? null
        : !File.Exists(RunningService.Chromium) ? "Chromium is not installed."
        : !File.Exists(RunningService.BuiltDashboard) ? "The dashboard is not built."
        : null;
}
