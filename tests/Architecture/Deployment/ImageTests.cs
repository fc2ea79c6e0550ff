using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dispatch.Api.Hosting;
using Dispatch.Silo.Cluster;

namespace Dispatch.Tests.Architecture.Deployment;

/// <summary>The image is made of what there is, holds all that the service is built from, and listens where it says.</summary>
public sealed partial class ImageTests
{
    [Fact]
    public void Everything_that_is_copied_from_the_repository_exists()
    {
        Assert.NotEmpty(Copied);
        Assert.All(Copied, path => Assert.True(Exists(path), path));
    }

    [Fact]
    public void Nothing_that_is_copied_is_left_out_of_what_is_sent_to_the_builder()
    {
        var sent = Repository.Lines(DeploymentFiles.Ignored).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        Assert.All(sent, path => Assert.True(Exists(path), path));
        Assert.Empty(Copied.Select(path => path.Split('/')[0]).Except(sent));
    }

    [Fact]
    public void Every_project_that_the_service_is_built_from_is_copied()
    {
        Assert.Empty(Projects("api").Except(Copied));
    }

    [Fact]
    public void Every_file_that_directs_the_build_is_copied()
    {
        string[] more = ["global.json", "BannedSymbols.txt", ".editorconfig"];

        Assert.Empty(Directory.EnumerateFiles(Repository.Root, "Directory.*").Select(path => Path.GetFileName(path)!).Concat(more).Except(Copied));
    }

    [Fact]
    public void It_exposes_the_ports_that_the_service_has_by_itself()
    {
        var usual = new ClusterSettings();
        int[] ports = [new Uri(DispatchOptions.DefaultUrl).Port, usual.SiloPort, usual.GatewayPort];

        Assert.Equal(string.Join(' ', ports), Assert.Single(DeploymentFiles.Instructions("EXPOSE")));
    }

    [Fact]
    public void It_listens_on_all_addresses_at_the_port_that_it_exposes()
    {
        var settings = DeploymentFiles.Instructions("ENV").SelectMany(line => line.Split(' '));

        Assert.Contains($"DISPATCH_URLS=http://0.0.0.0:{new Uri(DispatchOptions.DefaultUrl).Port}", settings);
    }

    [Fact]
    public void It_does_not_run_as_root()
    {
        // The base image's own user.
        Assert.Equal("$APP_UID", Assert.Single(DeploymentFiles.Instructions("USER")));
    }

    [Fact]
    public void It_is_built_for_an_engine_that_exists()
    {
        string[] engines = ["Local", "Orleans"];

        Assert.Equal("ENGINE=Orleans", Assert.Single(DeploymentFiles.Instructions("ARG")));
        Assert.All(Composition.Processes, process => Assert.Contains(process.Text("build", "args", "ENGINE"), engines));
        Assert.All(engines, engine => Assert.Contains($"'{engine}'", Repository.Read("silo/silo.csproj"), StringComparison.Ordinal));
        Assert.Contains(DeploymentFiles.Instructions("RUN"), line => line.Contains("-p:Engine=$ENGINE", StringComparison.Ordinal));
    }

    [Fact]
    public void No_password_is_in_it()
    {
        Assert.DoesNotMatch(Secret(), Repository.Read(DeploymentFiles.Image));
    }

    /// <summary>Paths from the repository's root that the recipe copies; what comes from another stage is not the repository's.</summary>
    private static IReadOnlyList<string> Copied { get; } =
    [
        .. DeploymentFiles.Instructions("COPY").Where(line => !line.StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[..^1]).Distinct(),
    ];

    private static IEnumerable<string> Projects(string project) =>
        XDocument.Load(Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.csproj").Single())
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileName(Path.GetDirectoryName(Path.Combine(Repository.Root, project, reference.Attribute("Include")!.Value)))!)
            .SelectMany(Projects).Append(project).Distinct();

    private static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));

    [GeneratedRegex("password|secret|token", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
