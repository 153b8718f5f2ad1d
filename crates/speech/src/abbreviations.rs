//! What abbreviations and units stand for: the only place where this is known.

/// Abbreviations that stand for the same wherever they stand.
const ANYWHERE: &str = "\
UBND=ủy ban nhân dân
HĐND=hội đồng nhân dân
UBMTTQ=ủy ban mặt trận tổ quốc
MTTQ=mặt trận tổ quốc
TTHC=thủ tục hành chính
DVC=dịch vụ công
DVCTT=dịch vụ công trực tuyến
THPT=trung học phổ thông
THCS=trung học cơ sở
GDĐT=giáo dục đào tạo
BHXH=bảo hiểm xã hội
BHYT=bảo hiểm y tế
BHTN=bảo hiểm thất nghiệp
CCCD=căn cước công dân
CMND=chứng minh nhân dân
VNeID=vi en e ai đi
GCN=giấy chứng nhận
GCNQSDĐ=giấy chứng nhận quyền sử dụng đất
QSDĐ=quyền sử dụng đất
GPMB=giải phóng mặt bằng
HTX=hợp tác xã
NTM=nông thôn mới
PCCC=phòng cháy chữa cháy
PCTT=phòng chống thiên tai
TKCN=tìm kiếm cứu nạn
CNCH=cứu nạn cứu hộ
ATGT=an toàn giao thông
ATTP=an toàn thực phẩm
ANTT=an ninh trật tự
TTATXH=trật tự an toàn xã hội
QPAN=quốc phòng an ninh
NVQS=nghĩa vụ quân sự
DQTV=dân quân tự vệ
CNTT=công nghệ thông tin
CBCC=cán bộ công chức
CCVC=công chức viên chức
LĐTBXH=lao động thương binh xã hội
NNPTNT=nông nghiệp phát triển nông thôn
TNMT=tài nguyên môi trường
VHTT=văn hóa thông tin
TDTT=thể dục thể thao
TDP=tổ dân phố
KDC=khu dân cư
GTNT=giao thông nông thôn
SXKD=sản xuất kinh doanh
NSNN=ngân sách nhà nước
ĐKKD=đăng ký kinh doanh
LLVT=lực lượng vũ trang
TNCS=thanh niên cộng sản
LHPN=liên hiệp phụ nữ
CCB=cựu chiến binh
BCH=ban chấp hành
BCĐ=ban chỉ đạo
HCM=Hồ Chí Minh
TP=thành phố
TX=thị xã
SĐT=số điện thoại
ĐT=điện thoại
TTg=thủ tướng
VNĐ=đồng
VND=đồng
KT-XH=kinh tế xã hội
QP-AN=quốc phòng an ninh
";

/// Abbreviations that stand for this only within numbers of documents, such as `12/KH-UBND`.
const IN_NUMBERS: &str = "\
NĐ=nghị định
CP=chính phủ
QĐ=quyết định
NQ=nghị quyết
TT=thông tư
CT=chỉ thị
KH=kế hoạch
TB=thông báo
BC=báo cáo
CV=công văn
TTr=tờ trình
HD=hướng dẫn
GM=giấy mời
PA=phương án
QC=quy chế
QH=quốc hội
TW=trung ương
TU=tỉnh ủy
ĐU=đảng ủy
HU=huyện ủy
BTC=bộ tài chính
BNV=bộ nội vụ
BYT=bộ y tế
BTP=bộ tư pháp
BCA=bộ công an
BXD=bộ xây dựng
BGDĐT=bộ giáo dục và đào tạo
TTLT=thông tư liên tịch
VP=văn phòng
";

/// Abbreviations that stand for this only before a full stop, which then ends no sentence.
const DOTTED: &str = "\
TT=thị trấn
Tp=thành phố
Tx=thị xã
Q=quận
P=phường
GS=giáo sư
PGS=phó giáo sư
TS=tiến sĩ
ThS=thạc sĩ
BS=bác sĩ
KTS=kiến trúc sư
";

/// Units, which stand after a number or another unit.
const UNITS: &str = "\
%=phần trăm
°C=độ C
°=độ
'=phút
km=ki lô mét
m=mét
dm=đề xi mét
cm=xăng ti mét
mm=mi li mét
ha=héc ta
kg=ki lô gam
g=gam
mg=mi li gam
l=lít
ml=mi li lít
kW=ki lô oát
kWh=ki lô oát giờ
h=giờ
đ=đồng
₫=đồng
km2=ki lô mét vuông
km²=ki lô mét vuông
m2=mét vuông
m²=mét vuông
m3=mét khối
m³=mét khối
cm2=xăng ti mét vuông
cm²=xăng ti mét vuông
";

/// The units that need no number before them: nothing else is written so.
const SURE_UNITS: &str = "km2 km² m2 m² m3 m³ cm2 cm² kWh";

fn find(table: &'static str, word: &str) -> Option<&'static str> {
    table.lines().find_map(|line| line.strip_prefix(word)?.strip_prefix('='))
}

/// What an abbreviation stands for in running text.
pub(crate) fn anywhere(word: &str) -> Option<&'static str> {
    find(ANYWHERE, word)
}

/// What a part of the number of a document stands for.
pub(crate) fn in_number(word: &str) -> Option<&'static str> {
    find(IN_NUMBERS, word).or_else(|| anywhere(word))
}

/// What an abbreviation with a full stop stands for.
pub(crate) fn dotted(word: &str) -> Option<&'static str> {
    find(DOTTED, word).or_else(|| ["TP", "TX"].contains(&word).then(|| anywhere(word)).flatten())
}

/// What a unit stands for.
pub(crate) fn unit(word: &str) -> Option<&'static str> {
    find(UNITS, word)
}

/// What a unit stands for that needs no number before it.
pub(crate) fn sure_unit(word: &str) -> Option<&'static str> {
    if SURE_UNITS.split(' ').any(|one| one == word) { unit(word) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{ANYWHERE, DOTTED, IN_NUMBERS, UNITS};

    #[test]
    fn each_table_says_each_thing_once() {
        for table in [ANYWHERE, IN_NUMBERS, DOTTED, UNITS] {
            let names: Vec<&str> = table.lines().map(|line| line.split_once('=').unwrap().0).collect();
            for (i, name) in names.iter().enumerate() {
                assert!(!names[..i].contains(name) && !name.is_empty(), "{name}");
            }
        }
    }
}
