using Dispatch.Api.CommandLine;
using Dispatch.Api.CommandLine.Import;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class SourceFileTests : IDisposable
{
    private static readonly ImportMapping Mapping = new(
        new("测试", "Test"), "made up", new("id", ""), new("Etc/UTC", ["yyyy"]), ["year"], new(Default: "repair"), new(Default: "web"));

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Rows_know_the_line_on_which_they_begin()
    {
        var rows = Read("id,year\n1,2020\n\"2\nand more\",2021\n3,2022\n");

        Assert.Equal([2, 3, 5], rows.Select(row => row.Line));
        Assert.Equal("2\nand more", rows[1].Fields["id"]);
    }

    [Fact]
    public void A_file_without_a_header_takes_its_columns_from_the_mapping()
    {
        var rows = Read("1;2020\n2;2021\n", Mapping with { Csv = new() { Delimiter = ';', Columns = ["id", "year"] } });

        Assert.Equal([(1, "2020"), (2, "2021")], rows.Select(row => (row.Line, row.Fields["year"])));
    }

    [Fact]
    public void A_row_with_too_few_or_too_many_columns_is_at_fault_and_the_next_one_is_not()
    {
        var rows = Read("id,year\n1\n2,2021,x\n3,2022\n");

        Assert.Equal([true, true, false], rows.Select(row => row.Fault is not null));
    }

    [Fact]
    public void A_stray_quotation_mark_is_a_fault_of_its_row_alone()
    {
        var rows = Read("id,year\n1,20\"20\n2,2021\n");

        Assert.Equal([true, false], rows.Select(row => row.Fault is not null));
    }

    [Fact]
    public void A_byte_order_mark_and_windows_lines_are_no_part_of_the_data()
    {
        var rows = Read("\uFEFFid,year\r\n1,2020\r\n");

        Assert.Equal(("1", "2020"), (rows[0].Fields["id"], rows[0].Fields["year"]));
    }

    [Fact]
    public void A_file_without_a_column_of_the_mapping_is_refused_by_the_columns_name()
    {
        var refused = Assert.Throws<OperatorException>(() => Read("id,date\n1,2020\n"));

        Assert.Contains("year", refused.Text.En, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private List<SourceRow> Read(string text, ImportMapping? mapping = null)
    {
        File.WriteAllText(folder.File("rows.csv"), text);
        using var file = SourceFile.Open(folder.File("rows.csv"), mapping ?? Mapping);
        return [.. file.Read()];
    }
}
