using System.Diagnostics;

namespace Dispatch.Tests.Browser;

/// <summary>The dashboard's own unit tests, so that one command runs every test there is.</summary>
public sealed class DashboardTests
{
    [BrowserFact]
    public async Task The_dashboards_unit_tests_pass()
    {
        using var run = Process.Start(new ProcessStartInfo("npm", ["test", "--silent"])
        {
            WorkingDirectory = DashboardBrowser.Sources,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = run.StandardOutput.ReadToEndAsync();
        var errors = run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode is 0, $"{await output}\n{await errors}");
    }
}
