using System.Text.RegularExpressions;
using Dispatch.Api.Hosting;

namespace Dispatch.Tests.Architecture.Deployment;

/// <summary>The composition starts a cluster: roles, order, health, shared folders and time to end.</summary>
public sealed partial class CompositionTests
{
    [Fact]
    public void There_are_three_silos_and_two_API_hosts()
    {
        Assert.Equal(3, Composition.Processes.Count(process => process.Role == "silo"));
        Assert.Equal(2, Composition.Processes.Count(process => process.Role == "api"));
        Assert.Equal(5, Composition.Processes.Count);
    }

    [Fact]
    public void Every_process_is_built_from_the_recipe()
    {
        Assert.All(Composition.Processes, process => Assert.Equal(DeploymentFiles.Image, process.Text("build", "dockerfile")));
    }

    [Fact]
    public void Every_process_is_asked_at_the_port_that_its_image_listens_on()
    {
        Assert.All(Composition.Processes, process =>
        {
            Assert.Equal(["dotnet", "Dispatch.Api.dll", "health", "--url"], process.HealthCheck.Take(4));
            Assert.Equal(new Uri(DispatchOptions.DefaultUrl).Port, new Uri(process.HealthCheck[4]).Port);
        });
    }

    [Fact]
    public void A_process_may_finish_what_it_has_begun_before_it_is_killed()
    {
        Assert.All(Composition.Processes, process => Assert.True(process.Grace > DispatchHost.FinishWithin.TotalSeconds));
        Assert.All(Composition.Services.Values, service => Assert.Equal("unless-stopped", service.Text("restart")));
    }

    [Fact]
    public void Each_waits_until_those_it_needs_are_well()
    {
        var silos = Composition.Processes.Where(process => process.Role == "silo").ToList();
        var hosts = Composition.Processes.Where(process => process.Role == "api").ToList();

        Assert.All(silos, silo => Assert.Equal(["postgres"], silo.WaitsFor.Keys));
        Assert.All(hosts, host => Assert.Equal(["postgres", .. silos.Select(silo => silo.Name)], host.WaitsFor.Keys));
        Assert.Equal(hosts.Select(host => host.Name), Composition.Services["proxy"].WaitsFor.Keys);
        Assert.All(Composition.Services.Values.Where(service => service.Has("depends_on")), service => Assert.All(service.WaitsFor, wait =>
        {
            Assert.Equal("service_healthy", wait.Value);
            Assert.True(Composition.Services[wait.Key].Has("healthcheck"));
        }));
    }

    [Fact]
    public void API_hosts_share_their_files_and_keys_where_the_image_has_them()
    {
        var folders = DeploymentFiles.Instructions("ENV").SelectMany(line => line.Split(' '))
            .Where(setting => setting.StartsWith("DISPATCH_FILES=", StringComparison.Ordinal) || setting.StartsWith("DISPATCH_KEYS=", StringComparison.Ordinal))
            .Select(setting => $"{Path.GetFileName(setting)}:{setting.Split('=')[1]}");

        Assert.All(Composition.Processes, process => Assert.Equal(folders, process.List("volumes")));
        Assert.Empty(Composition.Processes.SelectMany(process => process.List("volumes")).Select(volume => volume.Split(':')[0]).Except(Composition.Declared("volumes")));
    }

    [Fact]
    public void Every_process_finds_the_database()
    {
        var postgres = Composition.Services["postgres"].Environment;
        var data = $"Host=postgres;Username={postgres["POSTGRES_USER"]};Database={postgres["POSTGRES_DB"]};";

        Assert.All(Composition.Processes, process =>
        {
            Assert.StartsWith(data, process.Environment["DISPATCH_DATA"], StringComparison.Ordinal);
            Assert.Equal(postgres["POSTGRES_PASSWORD"], process.Environment["PGPASSWORD"]);
        });
        Assert.Matches(@"^postgres:\d+(\.\d+)?-", Composition.Services["postgres"].Text("image"));
    }

    [Fact]
    public void The_database_has_connections_for_one_process_more_than_there_are()
    {
        const int poolsOfAProcess = 2;
        var pools = (Composition.Processes.Count + 1) * poolsOfAProcess * Number(Composition.Processes[0].Environment["DISPATCH_DATA"], "Maximum Pool Size=");

        Assert.True(Number(string.Join(' ', Composition.Services["postgres"].Command), "max_connections=") > pools);
    }

    [Fact]
    public void Every_variable_of_the_file_has_a_value_or_is_asked_for_and_no_password_is_written_out()
    {
        Assert.All(Substitution().Matches(Repository.Read(Composition.Path)), match => Assert.Matches(":[-?].+", match.Value));
        Assert.All(PasswordLine().Matches(Repository.Read(Composition.Path)), match => Assert.StartsWith("${", match.Groups["value"].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_proxy_is_reached_from_outside()
    {
        Assert.Equal(["proxy"], Composition.Services.Values.Where(service => service.Has("ports")).Select(service => service.Name));
    }

    private static int Number(string text, string before) => int.Parse(Regex.Match(text, $@"{before}(\d+)").Groups[1].Value, null);

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Substitution();

    [GeneratedRegex(@"^ +\w*PASSWORD: (?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex PasswordLine();
}
