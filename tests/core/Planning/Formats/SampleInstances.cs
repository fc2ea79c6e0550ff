using System.Globalization;
using System.Text;

namespace Dispatch.Tests.Core.Planning.Formats;

/// <summary>Small instances in the benchmarks' formats, made up here, that can all be solved.</summary>
internal static class SampleInstances
{
    public static string Solomon(int seed, int customers)
    {
        var random = new Random(seed);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"S{seed}\r\n\r\nVEHICLE\r\nNUMBER     CAPACITY\r\n  25         60\r\n\r\nCUSTOMER\r\nCUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME\r\n \r\n    0      40         50          0          0       600          0   \r\n");
        for (var id = 1; id <= customers; id++)
        {
            var ready = random.Next(60, 350);
            text.Append(CultureInfo.InvariantCulture, $"  {id}   {random.Next(80)}   {random.Next(80)}   {random.Next(1, 20)}   {ready}   {ready + random.Next(10, 100)}   10\r\n");
        }
        return text.ToString();
    }

    public static string Trsp(int seed, int technicians, int requests)
    {
        var random = new Random(seed);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"T{seed}\n\nINFO\nCREW COUNT  SKILLS  TOOLS   SPARE PARTS\n{technicians}      3       3       2\n\nDEPOT TECHNICIANS AND REQUESTS\nID   X     Y     TWS    TWE    Serv   SKILLS   TOOLS    SPARE PARTS\n0    40    50    0      900   0      [] \t[] \t[]\n");
        for (var id = 1; id <= technicians; id++)
            text.Append(CultureInfo.InvariantCulture, $"{id} {random.Next(80)} {random.Next(80)} 0 900 0 [0,{1 + id % 2}] \t[{id % 3}] \t[{random.Next(3)},{random.Next(3)}]\n");
        for (var id = technicians + 1; id <= technicians + requests; id++)
        {
            var ready = random.Next(150, 600);
            text.Append(CultureInfo.InvariantCulture, $"{id} {random.Next(80)} {random.Next(80)} {ready} {ready + random.Next(50, 200)} 10 [{random.Next(3)}] \t[{(random.Next(2) is 0 ? "" : random.Next(3))}] \t[{random.Next(2)},{random.Next(2)}]\n");
        }
        return text.ToString();
    }
}
