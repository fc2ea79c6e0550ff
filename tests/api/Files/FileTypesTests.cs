using System.Text;
using Dispatch.Api.Files;

namespace Dispatch.Tests.Api.Files;

public sealed class FileTypesTests
{
    [Theory]
    [InlineData("FFD8FFE000104A46", "image/jpeg")]
    [InlineData("89504E470D0A1A0A", "image/png")]
    [InlineData("52494646100000005745425056503820", "image/webp")]
    [InlineData("00000018667479706D703432", "video/mp4")]
    [InlineData("000000186674797068656963", "image/heic")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("4D5A900003000000", null)]
    [InlineData("7F454C4602010100", null)]
    [InlineData("", null)]
    public void The_first_bytes_tell_the_type(string hex, string? type) =>
        Assert.Equal(type, FileTypes.Sniff(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("外箱破损，见照片", "text/plain")]
    [InlineData("<html><script>", null)]
    [InlineData("  \n<svg onload=alert(1)>", null)]
    public void Text_is_taken_but_markup_is_not(string text, string? type) =>
        Assert.Equal(type, FileTypes.Sniff(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_cut_in_the_middle_of_a_character_is_still_text() =>
        Assert.Equal("text/plain", FileTypes.Sniff(Encoding.UTF8.GetBytes("外箱破损").AsSpan()[..^1]));
}
