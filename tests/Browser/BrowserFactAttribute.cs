namespace Dispatch.Tests.Browser;

/// <summary>A test that needs Chromium and the built dashboard; see <see cref="DashboardBrowser.Missing"/>.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test is skipped.</summary>
    public BrowserFactAttribute() => Skip = DashboardBrowser.Missing;
}
