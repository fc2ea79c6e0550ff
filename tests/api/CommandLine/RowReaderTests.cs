using Dispatch.Api.CommandLine.Import;
using Dispatch.Tickets;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class RowReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ImportMapping Mapping = new(
        new("测试", "Test"), "made up", new("id", "test/"), new("America/New_York", ["MM/dd/yyyy hh:mm:ss tt"]), ["created"],
        new("type", new Dictionary<string, string> { ["Water*"] = "repair", ["Water Refund"] = "return" }),
        new("how", new Dictionary<string, string> { ["Phone"] = "phone" }, "web"))
    {
        Closed = ["closed"],
        Due = ["due"],
        Status = new("status", new Dictionary<string, string> { ["Done"] = "closed", ["Open"] = "open", ["Twice"] = "cancelled" }),
        Place = new("x", "y", [new(-77, 39)]),
        Description = ["type", "text"],
    };

    [Fact]
    public void A_row_becomes_a_ticket_with_instants_of_its_zone()
    {
        var ticket = Read();

        Assert.Equal(("test/7", "repair", "phone"), (ticket.Reference, ticket.Kind, ticket.Channel));
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 16, 30, 0, TimeSpan.Zero), ticket.CreatedAt);
        Assert.Equal(new(TicketStatus.Closed, "closed", new DateTimeOffset(2026, 7, 2, 4, 0, 0, TimeSpan.Zero)), ticket.End);
        Assert.Equal(new Place(-76.6, 39.3), ticket.Place);
        Assert.Equal("Water leak: in the cellar", ticket.Description);
    }

    [Fact]
    public void The_first_of_an_hour_shown_twice_is_meant_and_a_skipped_hour_is_read_as_before_the_change()
    {
        Assert.Equal(new DateTimeOffset(2025, 11, 2, 5, 30, 0, TimeSpan.Zero), Read(("created", "11/02/2025 01:30:00 AM")).CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 7, 30, 0, TimeSpan.Zero), Read(("created", "03/08/2026 02:30:00 AM")).CreatedAt);
    }

    [Fact]
    public void The_longest_pattern_wins_whatever_the_letter_case() => Assert.Equal("return", Read(("type", "WATER REFUND")).Kind);

    [Fact]
    public void A_place_that_the_source_writes_for_none_is_none() => Assert.Null(Read(("x", "-77"), ("y", "39")).Place);

    [Fact]
    public void A_value_that_is_not_listed_takes_the_default() => Assert.Equal("web", Read(("how", "Pigeon")).Channel);

    [Theory]
    [InlineData("type", "Fire")]
    [InlineData("created", "2026-07-01")]
    [InlineData("created", "")]
    [InlineData("created", "07/01/2027 12:30:00 PM")]
    [InlineData("created", "07/01/1999 12:30:00 PM")]
    [InlineData("closed", "06/30/2026 12:30:00 PM")]
    [InlineData("closed", "")]
    [InlineData("status", "Lost")]
    [InlineData("id", "")]
    [InlineData("x", "west")]
    [InlineData("y", "91")]
    public void A_fault_names_line_and_column(string column, string value)
    {
        var (ticket, faults) = new RowReader(Mapping, Now).Read(Row((column, value)));

        Assert.Null(ticket);
        Assert.Equal((12, column), (Assert.Single(faults).Line, faults[0].Column));
    }

    [Fact]
    public void An_open_case_that_was_closed_contradicts_itself()
    {
        var (_, faults) = new RowReader(Mapping, Now).Read(Row(("status", "Open")));

        Assert.Equal("closed", Assert.Single(faults).Column);
    }

    [Fact]
    public void All_faults_of_a_row_are_named_at_once()
    {
        var (_, faults) = new RowReader(Mapping, Now).Read(Row(("type", "Fire"), ("created", "yesterday"), ("x", "west")));

        Assert.Equal(["created", "type", "x"], faults.Select(fault => fault.Column).Order());
    }

    private static SourceTicket Read(params (string Column, string Value)[] changes)
    {
        var (ticket, faults) = new RowReader(Mapping, Now).Read(Row(changes));
        Assert.Empty(faults);
        return ticket!;
    }

    private static SourceRow Row(params (string Column, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["id"] = "7", ["created"] = "07/01/2026 12:30:00 PM", ["closed"] = "07/02/2026 12:00:00 AM", ["due"] = "07/03/2026 12:00:00 AM", ["type"] = "Water leak",
            ["how"] = "phone", ["status"] = "Done", ["x"] = "-76.6", ["y"] = "39.3", ["text"] = "in the cellar",
        };
        if (changes.Any(change => change.Column == "created" && change.Value.EndsWith("AM", StringComparison.Ordinal)))
            (fields["closed"], fields["status"]) = ("", "Open");
        foreach (var (column, value) in changes)
            fields[column] = value;
        return new(12, fields);
    }
}
