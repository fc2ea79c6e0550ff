using CsvHelper;

namespace Dispatch.Api.CommandLine.Import;

/// <summary>One row of a file.</summary>
/// <param name="Line">Line of the file where it begins, counted from 1.</param>
/// <param name="Fields">Values by column.</param>
/// <param name="Fault">Why it cannot be read at all; null when it can.</param>
public sealed record SourceRow(int Line, IReadOnlyDictionary<string, string> Fields, LocalText? Fault = null);

/// <summary>A CSV file, read row by row.</summary>
public sealed class SourceFile : IDisposable
{
    private readonly CsvReader reader;
    private readonly Stream stream;
    private readonly IReadOnlyList<string> columns;
    private long malformedLine;

    private SourceFile(Stream stream, ImportMapping mapping)
    {
        this.stream = stream;
        reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = mapping.Csv.Delimiter,
            HasHeader = mapping.Csv.Columns is null,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformedLine = record.LineNumber,
        });
        columns = mapping.Csv.Columns ?? [.. reader.Headers.ToArray()];
        if (mapping.Columns.Except(columns, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            throw new OperatorException(new(
                $"文件里没有映射用到的列：{string.Join("、", missing)}。这是另一套数据的映射吗？",
                $"The file lacks columns that the mapping uses: {string.Join(", ", missing)}. Is the mapping for another set?"));
    }

    /// <summary>Share of the file that has been read, 0 to 1.</summary>
    public double Progress => stream.Length is 0 ? 1 : (double)stream.Position / stream.Length;

    /// <summary>Opens a file.</summary>
    /// <exception cref="OperatorException">It is not there, or lacks a column.</exception>
    public static SourceFile Open(string path, ImportMapping mapping)
    {
        try
        {
            return new(File.OpenRead(path), mapping);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(new($"无法打开 {path}：{missing.Message}", $"{path} cannot be opened: {missing.Message}"));
        }
    }

    /// <summary>What is said of a file that is not there.</summary>
    public static OperatorException Missing(string path) => new(new($"没有文件 {path}。请检查路径。", $"There is no file {path}. Check the path."));

    /// <summary>The rows, to the end of the file.</summary>
    public IEnumerable<SourceRow> Read()
    {
        while (reader.Read())
            yield return Row();
    }

    /// <inheritdoc />
    public void Dispose() => reader.Dispose();

    private SourceRow Row()
    {
        var fields = new Dictionary<string, string>(columns.Count, StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(columns.Count, reader.FieldCount); i++)
            fields[columns[i]] = reader.GetString(i);
        LocalText? fault = malformedLine == reader.LineNumber
            ? new("引号没有配对", "A quotation mark has no partner")
            : reader.FieldCount != columns.Count
                ? new($"有 {reader.FieldCount} 列，应为 {columns.Count} 列", $"Has {reader.FieldCount} columns, should have {columns.Count}")
                : null;
        return new((int)reader.LineNumber, fields, fault);
    }
}
