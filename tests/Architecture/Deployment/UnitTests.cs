using System.Globalization;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Cluster;

namespace Dispatch.Tests.Architecture.Deployment;

/// <summary>The systemd units start a silo and an API host, start them anew, and let them end.</summary>
public sealed class UnitTests
{
    public static TheoryData<string> Units => [.. DeploymentFiles.Units];

    [Theory]
    [MemberData(nameof(Units))]
    public void A_unit_runs_the_role_of_its_name_from_the_folder_it_says(string unit)
    {
        var role = Path.GetFileNameWithoutExtension(unit)["dispatch-".Length..];
        var folder = One(unit, "WorkingDirectory");

        Assert.StartsWith($"/usr/bin/dotnet {folder}/Dispatch.Api.dll --role {role} --urls ", One(unit, "ExecStart"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void A_unit_asks_for_health_where_its_process_listens(string unit)
    {
        Assert.Contains($"health --url {One(unit, "ExecStart").Split("--urls ")[1]};", One(unit, "ExecStartPost"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void A_process_that_ends_is_started_anew_for_ever(string unit)
    {
        Assert.Equal("always", One(unit, "Restart"));
        Assert.Equal("0", One(unit, "StartLimitIntervalSec"));
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void A_process_may_finish_what_it_has_begun_before_it_is_killed(string unit)
    {
        Assert.True(int.Parse(One(unit, "TimeoutStopSec"), CultureInfo.InvariantCulture) > DispatchHost.FinishWithin.TotalSeconds);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void What_a_process_writes_lies_where_it_may_write(string unit)
    {
        var writable = One(unit, "StateDirectory").Split(' ').Select(folder => $"/var/lib/{folder}").ToList();

        Assert.Contains(Setting("DISPATCH_FILES"), writable);
        Assert.Contains(Setting("DISPATCH_KEYS"), writable);
        Assert.Equal("strict", One(unit, "ProtectSystem"));
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void The_runtime_may_compile(string unit)
    {
        Assert.Empty(DeploymentFiles.Directives(unit, "MemoryDenyWriteExecute"));
    }

    [Fact]
    public void The_two_do_not_listen_on_one_port()
    {
        Assert.Equal(DeploymentFiles.Units.Count, DeploymentFiles.Units.Select(unit => new Uri(One(unit, "ExecStart").Split("--urls ")[1]).Port).Distinct().Count());
        Assert.Equal(new Uri(DispatchOptions.DefaultUrl).Port, new Uri(One("deploy/systemd/dispatch-api.service", "ExecStart").Split("--urls ")[1]).Port);
    }

    [Fact]
    public void The_ports_among_machines_are_those_that_the_service_has_by_itself()
    {
        var usual = new ClusterSettings();

        Assert.Equal(usual.SiloPort, int.Parse(Setting("DISPATCH_SILO_PORT"), CultureInfo.InvariantCulture));
        Assert.Equal(usual.GatewayPort, int.Parse(Setting("DISPATCH_GATEWAY_PORT"), CultureInfo.InvariantCulture));
    }

    private static string One(string unit, string name) => Assert.Single(DeploymentFiles.Directives(unit, name));

    private static string Setting(string name) => Assert.Single(DeploymentFiles.Directives(DeploymentFiles.Settings, name));
}
