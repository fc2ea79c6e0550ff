using Dispatch.Api.CommandLine;
using Dispatch.Api.CommandLine.Import;
using Dispatch.Flows;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class MappingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Shipped => [.. Mappings.Shipped];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_mapping_reads_its_sample(string name)
    {
        var rows = Read(name, ImportedSample.File(name));

        Assert.True(rows.Count(row => row.Ticket is not null) >= 4);
        Assert.All(rows.Select(row => row.Ticket).OfType<SourceTicket>(), ticket => Assert.Contains(ticket.Kind, ShippedCaseTypes.All.Select(type => type.Id)));
    }

    [Fact]
    public void Baltimores_sample_has_what_its_mapping_is_for()
    {
        var rows = Read("baltimore-311", ImportedSample.File("baltimore-311")).Select(row => row.Ticket!).ToList();

        Assert.Null(rows[0].Place); // 39,-77 stands for unknown
        Assert.Equal(new DateTimeOffset(2018, 4, 12, 15, 11, 26, TimeSpan.Zero), rows[0].CreatedAt);
        Assert.True(rows[1].End!.At > rows[1].DueAt);
        Assert.Equal(Dispatch.Tickets.TicketStatus.Cancelled, rows[2].End!.Status);
        Assert.Null(rows[3].End);
        Assert.Equal(Priority.High, rows[5].Priority);
    }

    [SharedDataFact]
    public void All_of_Baltimore_can_be_read()
    {
        var rows = Read("baltimore-311", Path.Combine(SharedData.Folder!, "tickets", "baltimore-311.csv"));

        Assert.Equal((10_000, 0), (rows.Count, rows.Sum(row => row.Faults.Count)));
        Assert.Equal(8_518, rows.Count(row => row.Ticket!.Place is not null) - 7); // seven more have coordinates but no precise ones
        Assert.Equal(1_567, rows.Count(row => row.Ticket!.End?.At > row.Ticket.DueAt));
    }

    [SharedDataFact]
    public void New_Yorks_impossible_rows_are_refused_and_no_others()
    {
        var located = Read("nyc-311-located", Path.Combine(SharedData.Folder!, "tickets", "nyc-311-located.csv"));
        var rows = Read("nyc-311", Path.Combine(SharedData.Folder!, "tickets", "nyc-311.csv"));

        Assert.Equal((924, 0), (located.Count, located.Sum(row => row.Faults.Count)));
        Assert.Equal((17_418, 325), (rows.Count, rows.Count(row => row.Ticket is null)));
        Assert.All(rows.SelectMany(row => row.Faults), fault => Assert.Equal("closed", fault.Column));
    }

    [Fact]
    public void An_operators_own_mapping_is_read_from_its_file_and_refused_with_the_path_at_fault()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("own.json");
        File.WriteAllText(path, """
            { "name": { "zh": "自", "en": "Own" }, "source": "ours", "reference": { "column": "id", "prefix": "" }, "time": { "zone": "Mars/Olympus", "formats": ["yyyy"] },
              "created": ["c"], "kind": { "default": "repair" }, "channel": { "default": "web" } }
            """);

        Assert.Contains("$.time.zone", Assert.Throws<OperatorException>(() => Mappings.Find(path)).Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_that_does_not_exist_is_refused_with_the_names_of_those_that_do() =>
        Assert.Contains("baltimore-311", Assert.Throws<OperatorException>(() => Mappings.Find("chicago")).Text.En, StringComparison.Ordinal);

    private static List<(SourceTicket? Ticket, IReadOnlyList<RowFault> Faults)> Read(string name, string path)
    {
        var mapping = Mappings.Find(name);
        using var file = SourceFile.Open(path, mapping);
        var reader = new RowReader(mapping, Now);
        return [.. file.Read().Select(reader.Read)];
    }
}
