namespace Dispatch.Api.CommandLine.Import;

/// <summary>Finds the shipped mapping that a file was written for, by reading its first rows with each.</summary>
public static class MappingGuess
{
    private const int Rows = 20;

    /// <summary>Name of the mapping that can read the file.</summary>
    /// <param name="now">Nothing may have happened later.</param>
    /// <exception cref="OperatorException">The file cannot be read, or none or several mappings fit.</exception>
    public static string Of(string path, DateTimeOffset now)
    {
        var fitting = Mappings.Shipped.Where(name => Fits(path, Mappings.Find(name), now)).ToList();
        return fitting is [var only]
            ? only
            : throw new OperatorException(new(
                $"看不出 {path} 是哪一套数据。请用 --map 指明映射：{string.Join("、", Mappings.Shipped)}，或一个 JSON 文件。",
                $"It cannot be told which set {path} is of. Name the mapping with --map: {string.Join(", ", Mappings.Shipped)}, or a JSON file."));
    }

    private static bool Fits(string path, ImportMapping mapping, DateTimeOffset now)
    {
        if (!File.Exists(path))
            throw SourceFile.Missing(path);
        SourceFile file;
        try
        {
            file = SourceFile.Open(path, mapping);
        }
        catch (OperatorException)
        {
            return false;
        }
        using (file)
        {
            var reader = new RowReader(mapping, now);
            var read = file.Read().Take(Rows).Select(row => reader.Read(row).Ticket is not null).ToList();
            return read.Count(understood => understood) * 2 > read.Count;
        }
    }
}
